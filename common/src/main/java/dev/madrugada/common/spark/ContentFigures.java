package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Statistics of written files, computed by reading them back: rows per file; nulls, minimum and maximum per column; the
 * content digest.
 *
 * @param rowsByFile the number of rows by the file's path, as Spark's {@code _metadata.file_path} returns it
 */
record ContentFigures(Map<String, Long> rowsByFile, Map<String, ColumnFigures> columns, Digest digest) {
    private static final String FILE = "file";
    private static final String ROWS = "rows";
    private static final String[] HASHES = {"hash_a", "hash_b"};

    long rows() {
        return rowsByFile.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @param written the rows read from the files, with the hidden column {@code _metadata} */
    static ContentFigures of(Dataset<Row> written) {
        StructType schema = written.schema();
        Dataset<Row> byFile = perFile(written, schema).persist();
        try {
            Map<String, Long> rowsByFile = new LinkedHashMap<>();
            for (Row file : byFile.select(FILE, ROWS).orderBy(FILE).collectAsList()) {
                rowsByFile.put(file.getString(0), file.getLong(1));
            }
            Row total = total(byFile, schema).first();
            return new ContentFigures(rowsByFile, columnFigures(total, schema), digest(total, schema));
        } finally {
            byFile.unpersist();
        }
    }

    private static Dataset<Row> perFile(Dataset<Row> written, StructType schema) {
        List<Column> figures = new ArrayList<>();
        figures.add(functions.count(functions.lit(1)).as(ROWS));
        List<Column> hashes = ContentDigest.rowHashes(schema);
        for (int i = 0; i < HASHES.length; i++) {
            figures.add(functions.sum(hashes.get(i)).as(HASHES[i]));
        }
        for (StructField field : schema.fields()) {
            Column column = functions.col(field.name());
            figures.add(functions.count(functions.when(column.isNull(), 1)).as("nulls_" + field.name()));
            if (isOrdered(field.dataType())) {
                figures.add(functions.min(column).as("min_" + field.name()));
                figures.add(functions.max(column).as("max_" + field.name()));
            }
        }
        return written.groupBy(functions.col("_metadata.file_path").as(FILE))
                .agg(figures.get(0), figures.subList(1, figures.size()).toArray(Column[]::new));
    }

    private static Dataset<Row> total(Dataset<Row> byFile, StructType schema) {
        List<Column> figures = new ArrayList<>();
        for (String hash : HASHES) {
            figures.add(functions.sum(hash).as(hash));
        }
        for (StructField field : schema.fields()) {
            figures.add(functions.sum("nulls_" + field.name()).as("nulls_" + field.name()));
            if (isOrdered(field.dataType())) {
                figures.add(functions
                        .min("min_" + field.name())
                        .cast(DataTypes.StringType)
                        .as("min_" + field.name()));
                figures.add(functions
                        .max("max_" + field.name())
                        .cast(DataTypes.StringType)
                        .as("max_" + field.name()));
            }
        }
        figures.add(functions.sum(ROWS).as(ROWS));
        return byFile.agg(figures.get(0), figures.subList(1, figures.size()).toArray(Column[]::new));
    }

    /** Whether a column of the type has a minimum and a maximum. */
    static boolean isOrdered(DataType type) {
        return !(type instanceof BinaryType)
                && !(type instanceof ArrayType)
                && !(type instanceof MapType)
                && !(type instanceof StructType);
    }

    private static Map<String, ColumnFigures> columnFigures(Row total, StructType schema) {
        Map<String, ColumnFigures> columns = new LinkedHashMap<>();
        for (StructField field : schema.fields()) {
            boolean ordered = isOrdered(field.dataType());
            columns.put(
                    field.name(),
                    new ColumnFigures(
                            number(total, "nulls_" + field.name()),
                            ordered ? total.<String>getAs("min_" + field.name()) : null,
                            ordered ? total.<String>getAs("max_" + field.name()) : null));
        }
        return columns;
    }

    private static Digest digest(Row total, StructType schema) {
        return ContentDigest.of(schema, number(total, ROWS), number(total, HASHES[0]), number(total, HASHES[1]));
    }

    /** The value of a sum, which is null and counts as 0 if there is no file. */
    private static long number(Row row, String name) {
        Long value = row.getAs(name);
        return value == null ? 0 : value;
    }
}
