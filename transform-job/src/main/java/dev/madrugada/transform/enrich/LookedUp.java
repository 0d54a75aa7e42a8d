package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** Adds a lookup's columns to one record at a time. A lookup is a file and fits into memory. */
public final class LookedUp implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<LookupIndex> index;
    private final Column first;
    private final int[] on;
    private final int target;
    private final @Nullable Reason missing;

    /**
     * Creates the lookup.
     *
     * @param first the first of the columns whose values are searched
     * @param on the positions of the columns whose values are searched
     * @param target the position of the first column to set
     */
    private LookedUp(Broadcast<LookupIndex> index, Column first, int[] on, int target, @Nullable Reason missing) {
        this.index = index;
        this.first = first;
        this.on = on;
        this.target = target;
        this.missing = missing;
    }

    /** The contract's lookups, in order. Each file's rows are broadcast once. */
    public static List<LookedUp> of(SparkSession spark, DatasetContract contract, List<LookupTable> tables) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Column> columns = contract.columns();
        List<String> names = columns.stream().map(Column::name).toList();
        int target = contract.payload().columns().size();
        List<LookedUp> lookups = new ArrayList<>();
        for (LookupTable table : tables) {
            Lookup lookup = table.lookup();
            int[] on = lookup.on().stream().mapToInt(names::indexOf).toArray();
            lookups.add(new LookedUp(
                    context.broadcast(new LookupIndex(table)), columns.get(on[0]), on, target, missing(lookup)));
            target += lookup.columns().size();
        }
        return lookups;
    }

    private static @Nullable Reason missing(Lookup lookup) {
        return lookup.missing() == Lookup.Missing.QUARANTINE
                ? new Reason(
                        ReasonCode.LookupMissing,
                        lookup.on().get(0),
                        "the value is not in field '" + lookup.fields().get(0) + "' of lookup " + lookup.name() + " ("
                                + lookup.file() + ")")
                : null;
    }

    /**
     * Sets the lookup's columns. If the file lacks the record's values, the columns stay null. If one of the values is
     * null, the columns stay null and the record is not refused.
     *
     * @param record one field per column of the contract
     * @return why the record is refused: the file lacks its values, and the lookup's {@code missing} is {@code
     *     quarantine}; else null
     */
    public @Nullable Reason addTo(GenericInternalRow record) {
        @Nullable Object[] key = new @Nullable Object[on.length];
        for (int i = 0; i < on.length; i++) {
            key[i] = record.genericGet(on[i]);
            if (key[i] == null) {
                return null;
            }
        }
        @Nullable Object[] values = index.value().find(Arrays.asList(key));
        if (values == null) {
            return missing == null ? null : missing.withExample(ValueText.masked(key[0], first));
        }
        for (int i = 0; i < values.length; i++) {
            record.update(target + i, values[i]);
        }
        return null;
    }
}
