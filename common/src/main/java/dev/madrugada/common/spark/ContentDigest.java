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
    private static final long[] SEEDS = {0x6d616472L, 0x75676164L};

    private ContentDigest() {}

    /** The two hashes of a row; a digest is made of their sums. */
    static List<Column> rowHashes(StructType schema) {
        List<Column> hashes = new ArrayList<>();
        for (long seed : SEEDS) {
            hashes.add(rowHash(schema, seed));
        }
        return hashes;
    }

    /** Spark's hash ignores nulls, so the hash also covers whether each value is null. */
    private static Column rowHash(StructType schema, long seed) {
        List<Column> values = new ArrayList<>();
        values.add(functions.lit(seed));
        for (StructField field : schema.fields()) {
            values.add(functions.col(field.name()).isNull());
            values.add(HashableColumn.of(functions.col(field.name()), field.dataType()));
        }
        return functions.xxhash64(values.toArray(Column[]::new));
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
