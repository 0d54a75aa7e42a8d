package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.transform.expression.ExpressionFailedException;
import dev.madrugada.transform.expression.RecordExpression;
import dev.madrugada.transform.expression.UnusableExpressionException;
import dev.madrugada.transform.parse.Masked;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** Computes the derived columns of one record at a time. Not thread-safe: each Spark task has its own instance. */
public final class DerivedValues implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Payload.InvalidValues invalidValues;
    private final Column[] known;
    private final Derived[] derived;

    /**
     * A derived column and its expression over the columns before it.
     *
     * @param isShown whether values of the expression and its inputs may be examples: none of them is sensitive
     */
    private record Derived(Column column, RecordExpression expression, SourceColumn.Presence presence, boolean isShown)
            implements Serializable {
        boolean isRequired() {
            return presence == SourceColumn.Presence.REQUIRED;
        }
    }

    private DerivedValues(Payload.InvalidValues invalidValues, List<Column> known, List<Derived> derived) {
        this.invalidValues = invalidValues;
        this.known = known.toArray(Column[]::new);
        this.derived = derived.toArray(Derived[]::new);
    }

    /** Analyses the contract's expressions, which have passed {@link ExpressionCheck#verify}. */
    public static DerivedValues of(SparkSession spark, DatasetContract contract) {
        List<Column> known = new ArrayList<>(contract.columns());
        known.removeAll(contract.derived().stream().map(DerivedColumn::column).toList());
        List<Derived> columns = new ArrayList<>();
        Set<Integer> sensitive = new HashSet<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isSensitive()) {
                sensitive.add(i);
            }
        }
        for (DerivedColumn derived : contract.derived()) {
            try {
                RecordExpression expression = RecordExpression.of(
                        spark, known, derived.expression(), derived.column().type());
                boolean isShown = !derived.column().isSensitive()
                        && expression.ordinals().stream().noneMatch(sensitive::contains);
                if (!isShown) {
                    // What is computed of a sensitive value reveals it.
                    sensitive.add(known.size());
                }
                columns.add(new Derived(derived.column(), expression, derived.presence(), isShown));
            } catch (UnusableExpressionException unusable) {
                throw new IllegalStateException(
                        derived.column().name() + " was not checked: " + unusable.problem(), unusable);
            }
            known.add(derived.column());
        }
        return new DerivedValues(contract.payload().invalidValues(), known, columns);
    }

    /** The names of the derived columns whose values must not be shown: sensitive ones, and those computed of such. */
    public Set<String> notShown() {
        return Arrays.stream(derived)
                .filter(one -> !one.isShown())
                .map(one -> one.column().name())
                .collect(Collectors.toSet());
    }

    /**
     * Sets the derived columns of a valid record. If an expression throws, the record is refused; the job goes on. A
     * value that its column cannot store is an invalid value: the contract's {@code invalid-values} decides whether the
     * record is refused or the value becomes null. A record without a value of a required column is refused. After the
     * first reason for refusing it, no further columns are computed, so that an expression never sees an incomplete
     * record.
     *
     * @param record one field per column of the contract; the derived columns are the last ones
     * @return why the record is refused; null if it is not
     */
    public @Nullable Reason addTo(GenericInternalRow record) {
        int first = known.length - derived.length;
        for (int i = 0; i < derived.length; i++) {
            Computed computed = computed(derived[i], record);
            Reason invalidValue = computed.invalidValue();
            if (invalidValue != null
                    && (invalidValues == Payload.InvalidValues.QUARANTINE || derived[i].isRequired())) {
                return invalidValue;
            }
            if (computed.value() == null && derived[i].isRequired()) {
                return new Reason(
                        ReasonCode.MissingRequired, derived[i].column().name(), "the expression's value is null");
            }
            record.update(first + i, computed.value());
        }
        return null;
    }

    private record Computed(
            @Nullable Object value, @Nullable Reason invalidValue) {
        static Computed invalidValue(Derived derived, ReasonCode code, String detail, @Nullable Object seen) {
            String example = seen == null || !derived.isShown() ? null : Masked.of(seen.toString());
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
}
