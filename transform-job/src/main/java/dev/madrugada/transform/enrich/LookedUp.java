package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Lookup;
import dev.madrugada.transform.parse.ParsedRecords;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import dev.madrugada.transform.parse.RecordColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Adds a lookup's columns to records by a broadcast join; a lookup is a file and fits into memory. */
public final class LookedUp {
    private static final String KEY = "lookup$key";
    private static final String FOUND = "lookup$found";

    private LookedUp() {}

    /** The lookup's rows: the key, a constant {@code true} that marks a match, the lookup's columns. */
    static Dataset<Row> rows(SparkSession spark, LookupTable table) {
        StructType plain = new StructType().add(KEY, ParsedRecords.plainType(table.keyType()));
        List<Column> finished = new ArrayList<>();
        finished.add(ParsedRecords.finished(functions.col(KEY), table.keyType()).as(KEY));
        finished.add(functions.lit(true).as(FOUND));
        for (Lookup.LookupColumn from : table.lookup().columns()) {
            String name = from.column().name();
            plain = plain.add(name, ParsedRecords.plainType(from.column().type()));
            finished.add(
                    ParsedRecords.finished(functions.col(name), from.column().type())
                            .as(name));
        }
        return spark.createDataFrame(table.rows(), plain).select(finished.toArray(Column[]::new));
    }

    /**
     * Adds the lookup's columns at the end. If the file lacks a record's value, the columns are null, and the record is
     * refused if the lookup's {@code missing} is {@code quarantine}. If the value is null, the columns are null and the
     * record is not refused.
     */
    public static Dataset<Row> in(Dataset<Row> records, LookupTable table) {
        Lookup lookup = table.lookup();
        Dataset<Row> rows = rows(records.sparkSession(), table);
        Column isMissing = lookup.missing() == Lookup.Missing.QUARANTINE
                ? functions
                        .col(lookup.on().get(0))
                        .isNotNull()
                        .and(functions.col(FOUND).isNull())
                : functions.lit(false);
        Reason reason = new Reason(
                ReasonCode.LookupMissing,
                lookup.on().get(0),
                "the value is not in field '" + lookup.fields().get(0) + "' of lookup " + lookup.name() + " ("
                        + lookup.file() + ")");
        Column reasons = RecordColumns.reasonsAndExample(
                isMissing, reason, functions.col(lookup.on().get(0)));
        return records.join(
                        functions.broadcast(rows),
                        functions.col(lookup.on().get(0)).equalTo(functions.col(KEY)),
                        "left_outer")
                .withColumn(RecordColumns.REASONS, reasons)
                .drop(KEY, FOUND);
    }
}
