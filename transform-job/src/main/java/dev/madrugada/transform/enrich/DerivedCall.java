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
 * The derived columns of a record as one struct; null where the input is null.
 *
 * <p>Not deterministic, so that the optimizer neither copies it for each column nor moves a filter below it. Not
 * generated, so that it ends a stage of generated code: with the parsing, the lookups and the reasons in one method,
 * that has more than the 8,000 bytes that the JVM compiles, and is interpreted for good.
 */
final class DerivedCall extends Expression implements CodegenFallback, Serializable {
    private static final long serialVersionUID = 1L;

    private final DerivedValues values;
    private final Expression input;

    /** Over an input with the fields that {@link DerivedValues#inputs} names. */
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
