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

/** Records with the columns of lookups: a broadcast join each, since a lookup is a file of a dataset's folder. */
public final class LookedUp {
    private static final String KEY = "lookup$key";
    private static final String FOUND = "lookup$found";

    private LookedUp() {}

    /** A lookup's table as rows: its key, a mark that it was found, its columns. */
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
     * The records with the lookup's columns at the end. A value that is not in the file is a reason where the lookup
     * says so; a record whose looked-up column is null is not looked up.
     */
    public static Dataset<Row> in(Dataset<Row> records, LookupTable table) {
        Lookup lookup = table.lookup();
        Dataset<Row> rows = rows(records.sparkSession(), table);
        Column isMissing = lookup.missing() == Lookup.Missing.QUARANTINE
                ? functions
                        .col(lookup.on())
                        .isNotNull()
                        .and(functions.col(FOUND).isNull())
                : functions.lit(false);
        Reason reason = new Reason(
                ReasonCode.LookupMissing,
                lookup.on(),
                "its value is not in '" + lookup.field() + "' of lookup " + lookup.name() + " (" + lookup.file() + ")");
        Column reasons = RecordColumns.reasonsAndExample(isMissing, reason, functions.col(lookup.on()));
        return records.join(
                        functions.broadcast(rows), functions.col(lookup.on()).equalTo(functions.col(KEY)), "left_outer")
                .withColumn(RecordColumns.REASONS, reasons)
                .drop(KEY, FOUND);
    }
}
