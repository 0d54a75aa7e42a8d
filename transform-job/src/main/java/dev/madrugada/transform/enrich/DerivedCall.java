package dev.madrugada.transform.enrich;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A Catalyst expression that computes all derived columns of a record as one struct; null if its input is null.
 *
 * <p>It reports itself as not deterministic, so that the optimizer neither copies it for each column nor moves a filter
 * below it. It has no generated code, so that it splits the generated method: one method with parsing, lookups and
 * reasons exceeds the 8,000 bytes of bytecode up to which the JVM compiles a method, and would always be interpreted.
 */
final class DerivedCall extends Expression implements CodegenFallback, Serializable {
    private static final long serialVersionUID = 1L;

    private final DerivedValues values;
    private final Expression input;

    /**
     * Creates the expression.
     *
     * @param input a struct with the fields {@link DerivedValues#inputs}, in that order
     */
    DerivedCall(DerivedValues values, Expression input) {
        this.values = values;
        this.input = input;
    }

    @Override
    public @Nullable Object eval(InternalRow row) {
        Object given = input.eval(row);
        return given == null ? null : values.of((InternalRow) given);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return CodegenFallback.super.doGenCode(context, code);
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public DataType dataType() {
        return values.type();
    }

    @Override
    public Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(input)).toList();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new DerivedCall(values, children.head());
    }

    @Override
    public String prettyName() {
        return "derived";
    }

    @Override
    public Object productElement(int n) {
        return n == 0 ? values : input;
    }

    @Override
    public int productArity() {
        return 2;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DerivedCall;
    }
}
