package dev.madrugada.transform.expression;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Access to Catalyst's expression trees from Java. */
final class Expressions {
    /** A trait in a Scala package object; Java source cannot refer to it by name. */
    private static final String NULL_INTOLERANT = "org.apache.spark.sql.catalyst.expressions.package$NullIntolerant";

    private Expressions() {}

    /** Whether the expression is null whenever one of its children is. */
    static boolean isNullIntolerant(Expression expression) {
        return has(expression.getClass());
    }

    private static boolean has(@Nullable Class<?> type) {
        return type != null
                && (type.getName().equals(NULL_INTOLERANT)
                        || has(type.getSuperclass())
                        || Stream.of(type.getInterfaces()).anyMatch(Expressions::has));
    }

    static Seq<Expression> seq(List<Expression> expressions) {
        return JavaConverters.asScalaBuffer(expressions).toList();
    }

    static List<Expression> children(Expression expression) {
        return JavaConverters.seqAsJavaList(expression.children());
    }

    static Expression with(Expression expression, List<Expression> children) {
        return expression.withNewChildren(seq(children));
    }

    /** The number of nodes in the tree. */
    static long nodes(Expression expression) {
        long nodes = 1;
        for (Expression child : children(expression)) {
            nodes += nodes(child);
        }
        return nodes;
    }
}
