package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.transform.expression.ExpressionFailedException;
import dev.madrugada.transform.expression.RecordExpression;
import dev.madrugada.transform.parse.Masked;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Computes the derived columns of one record at a time. Not thread-safe: each Spark task has its own instance. */
final class DerivedValues implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The field of {@link #type} with the reasons for refusing the record; null if it is not refused. */
    static final String REASONS = "reasons$";

    private final Payload.InvalidValues invalidValues;
    private final Column[] known;
    private final Integer[] inputs;
    private final Derived[] derived;

    /** A derived column and its expression over the columns before it. */
    record Derived(Column column, RecordExpression expression) implements Serializable {}

    /**
     * Creates the computation.
     *
     * @param known all columns; the derived columns are the last ones
     * @param inputs the positions in {@code known} of the columns in {@link #of}'s input, in their order
     */
    DerivedValues(
            Payload.InvalidValues invalidValues, List<Column> known, List<Integer> inputs, List<Derived> derived) {
        this.invalidValues = invalidValues;
        this.known = known.toArray(Column[]::new);
        this.inputs = inputs.toArray(Integer[]::new);
        this.derived = derived.toArray(Derived[]::new);
    }

    /** The names of the columns in {@link #of}'s input, in order. */
    List<String> inputs() {
        return List.of(inputs).stream().map(input -> known[input].name()).toList();
    }

    /** The type of {@link #of}'s result: each derived column, then {@link #REASONS}. */
    StructType type() {
        StructType type = new StructType();
        for (Derived one : derived) {
            type = type.add(one.column().name(), SparkTypes.of(one.column().type()));
        }
        return type.add(REASONS, DataTypes.createArrayType(Reason.schema(), false));
    }

    /**
     * Computes the derived columns of a valid record. After the first reason for refusing it, no further columns are
     * computed, so that an expression never sees an incomplete record.
     */
    InternalRow of(InternalRow input) {
        int first = known.length - derived.length;
        GenericInternalRow record = new GenericInternalRow(known.length);
        for (int i = 0; i < inputs.length; i++) {
            record.update(inputs[i], input.get(i, SparkTypes.of(known[inputs[i]].type())));
        }
        GenericInternalRow values = new GenericInternalRow(derived.length + 1);
        for (int i = 0; i < derived.length; i++) {
            Computed computed = computed(derived[i], record);
            Reason invalidValue = computed.invalidValue();
            if (invalidValue == null) {
                record.update(first + i, computed.value());
                values.update(i, computed.value());
            } else if (invalidValues == Payload.InvalidValues.QUARANTINE) {
                values.update(derived.length, reasons(invalidValue));
                return values;
            }
        }
        return values;
    }

    private record Computed(
            @Nullable Object value, @Nullable Reason invalidValue) {
        static Computed invalidValue(Derived derived, ReasonCode code, String detail, @Nullable Object seen) {
            String example = seen == null ? null : Masked.of(seen.toString());
            return new Computed(null, new Reason(code, derived.column().name(), detail, example));
        }
    }

    private Computed computed(Derived derived, InternalRow record) {
        ColumnType type = derived.column().type();
        try {
            Object evaluated = derived.expression().evaluated(record);
            if (evaluated == null) {
                return new Computed(null, null);
            }
            Object value = derived.expression().converted(evaluated);
            if (value == null) {
                String detail = "the expression's value does not fit into " + type;
                return Computed.invalidValue(derived, ReasonCode.OutOfRange, detail, evaluated);
            }
            return InvalidDerivedValue.of(type, value)
                    .map(invalidValue ->
                            Computed.invalidValue(derived, invalidValue.code(), invalidValue.detail(), evaluated))
                    .orElseGet(() -> new Computed(value, null));
        } catch (ExpressionFailedException failed) {
            String detail = "the expression fails with " + failed.kind();
            return Computed.invalidValue(derived, ReasonCode.ExpressionFailed, detail, onlyInput(derived, record));
        }
    }

    /** The value of the only column that the expression reads; null if it reads none or several. */
    private @Nullable Object onlyInput(Derived derived, InternalRow record) {
        Set<Integer> read = derived.expression().ordinals();
        if (read.size() != 1) {
            return null;
        }
        int input = read.iterator().next();
        return record.get(input, SparkTypes.of(known[input].type()));
    }

    private static GenericArrayData reasons(Reason reason) {
        return new GenericArrayData(new Object[] {
            CatalystTypeConverters.createToCatalystConverter(Reason.schema()).apply(reason.row())
        });
    }

    @Override
    public String toString() {
        return "derived";
    }
}
