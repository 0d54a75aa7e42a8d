package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The digest of a partition's rows: the sum of two 64-bit hashes of every row. A row's hash covers all its values and
 * which of them are null. Therefore the digest depends neither on the order of the rows nor on their distribution over
 * files, and it changes if a row occurs twice.
 */
public final class ContentDigest {
    /** The number of flags in one number; below 63, so that no sum overflows. */
    private static final int FLAGS = 60;

    private static final long SEED = 0x6d616472L;
    private static final long SECOND_SEED = 0x75676164L;

    private ContentDigest() {}

    /**
     * The two hashes of a row; a digest is made of their sums. The second is the hash of the first: with two sums,
     * different rows whose first hashes have the same sum still give another digest.
     */
    static List<Column> rowHashes(StructType schema) {
        Column first = rowHash(schema, SEED);
        return List.of(first, functions.xxhash64(functions.lit(SECOND_SEED), first));
    }

    /** Spark's hash ignores nulls, so the hash also covers which values are null. */
    private static Column rowHash(StructType schema, long seed) {
        List<Column> values = new ArrayList<>();
        values.add(functions.lit(seed));
        StructField[] fields = schema.fields();
        for (int i = 0; i < fields.length; i += FLAGS) {
            values.add(nulls(fields, i, Math.min(fields.length, i + FLAGS)));
        }
        for (StructField field : fields) {
            values.add(HashableColumn.of(functions.col(field.name()), field.dataType()));
        }
        return functions.xxhash64(values.toArray(Column[]::new));
    }

    /** A number with one bit for each of the fields, which is set if the value is null. */
    private static Column nulls(StructField[] fields, int from, int to) {
        Column flags = functions.lit(0L);
        for (int i = from; i < to; i++) {
            flags = flags.plus(functions
                    .when(functions.col(fields[i].name()).isNull(), functions.lit(1L << (i - from)))
                    .otherwise(functions.lit(0L)));
        }
        return flags;
    }

    /** The digest of rows whose hashes have these sums. */
    public static Digest of(StructType schema, long rows, long firstSum, long secondSum) {
        String columns = Digest.sha256(schema.toDDL().getBytes(StandardCharsets.UTF_8))
                .text()
                .substring("sha256:".length(), "sha256:".length() + 16);
        return new Digest(String.format(Locale.ROOT, "rows:%s:%d:%016x%016x", columns, rows, firstSum, secondSum));
    }

    /** The digest of the rows: one action. */
    public static Digest of(Dataset<Row> rows) {
        List<Column> hashes = rowHashes(rows.schema());
        Row total = rows.agg(
                        functions.count(functions.lit(1)),
                        functions.coalesce(functions.sum(hashes.get(0)), functions.lit(0L)),
                        functions.coalesce(functions.sum(hashes.get(1)), functions.lit(0L)))
                .first();
        return of(rows.schema(), total.getLong(0), total.getLong(1), total.getLong(2));
    }
}
