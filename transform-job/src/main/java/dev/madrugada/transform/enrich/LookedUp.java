package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.transform.parse.Masked;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** Adds a lookup's columns to one record at a time. A lookup is a file and fits into memory. */
public final class LookedUp implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<LookupIndex> index;
    private final Column[] searched;
    private final int[] on;
    private final int target;
    private final @Nullable Reason missing;

    /**
     * Creates the lookup.
     *
     * @param searched the columns whose values are searched
     * @param on the positions of the columns whose values are searched
     * @param target the position of the first column to set
     */
    private LookedUp(Broadcast<LookupIndex> index, Column[] searched, int[] on, int target, @Nullable Reason missing) {
        this.index = index;
        this.searched = searched;
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
            Column[] searched = Arrays.stream(on).mapToObj(columns::get).toArray(Column[]::new);
            lookups.add(new LookedUp(context.broadcast(new LookupIndex(table)), searched, on, target, missing(lookup)));
            target += lookup.columns().size();
        }
        return lookups;
    }

    private static @Nullable Reason missing(Lookup lookup) {
        if (lookup.missing() == Lookup.Missing.NULL) {
            return null;
        }
        String fields = lookup.fields().stream().map(field -> "'" + field + "'").collect(Collectors.joining(", "));
        String what = lookup.on().size() == 1
                ? "the value is not in field " + fields
                : "the values of " + String.join(", ", lookup.on()) + " are not in one line's fields " + fields;
        return new Reason(
                ReasonCode.LookupMissing,
                lookup.on().get(0),
                what + " of lookup " + lookup.name() + " (" + lookup.file() + ")");
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
        @Nullable Object[] values = index.value().find(key);
        if (values == null) {
            return missing == null ? null : missing.withExample(example(key));
        }
        for (int i = 0; i < values.length; i++) {
            record.update(target + i, values[i]);
        }
        return null;
    }

    /** The masked values that were searched; null if one of their columns is sensitive. */
    private @Nullable String example(@Nullable Object[] key) {
        List<String> masked = new ArrayList<>(key.length);
        for (int i = 0; i < key.length; i++) {
            String text = ValueText.masked(key[i], searched[i]);
            if (text == null) {
                return null;
            }
            masked.add(text);
        }
        return Masked.cut(String.join(", ", masked));
    }
}
