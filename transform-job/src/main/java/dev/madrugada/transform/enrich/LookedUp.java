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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Adds a lookup's columns to records by a broadcast join; a lookup is a file and fits into memory. */
public final class LookedUp {
    private static final String KEY = "lookup$key";
    private static final String FOUND = "lookup$found";

    private LookedUp() {}

    /** The lookup's rows: the keys, a constant {@code true} that marks a match, the lookup's columns. */
    static Dataset<Row> rows(SparkSession spark, LookupTable table) {
        StructType plain = new StructType();
        List<Column> finished = new ArrayList<>();
        for (int i = 0; i < table.keyTypes().size(); i++) {
            plain = plain.add(KEY + i, ParsedRecords.plainType(table.keyTypes().get(i)));
            finished.add(ParsedRecords.finished(
                            functions.col(KEY + i), table.keyTypes().get(i))
                    .as(KEY + i));
        }
        finished.add(functions.lit(true).as(FOUND));
        for (Lookup.LookupColumn from : table.lookup().columns()) {
            String name = from.column().name();
            plain = plain.add(name, ParsedRecords.plainType(from.column().type()));
            finished.add(
                    ParsedRecords.finished(functions.col(name), from.column().type())
                            .as(name));
        }
        List<Row> rows = new ArrayList<>();
        table.rows().forEach((key, values) -> {
            List<@Nullable Object> row = new ArrayList<>(key);
            row.addAll(values);
            rows.add(RowFactory.create(row.toArray()));
        });
        return spark.createDataFrame(rows, plain).select(finished.toArray(Column[]::new));
    }

    /**
     * Adds the lookup's columns at the end. If the file lacks a record's values, the columns are null, and the record is
     * refused if the lookup's {@code missing} is {@code quarantine}. If one of the values is null, the columns are null
     * and the record is not refused.
     */
    public static Dataset<Row> in(Dataset<Row> records, LookupTable table) {
        Lookup lookup = table.lookup();
        List<Column> on = lookup.on().stream().map(functions::col).toList();
        Column isMissing = functions
                .lit(lookup.missing() == Lookup.Missing.QUARANTINE)
                .and(functions.col(FOUND).isNull());
        Column matches = functions.lit(true);
        for (int i = 0; i < on.size(); i++) {
            isMissing = isMissing.and(on.get(i).isNotNull());
            matches = matches.and(on.get(i).equalTo(functions.col(KEY + i)));
        }
        Reason reason = new Reason(
                ReasonCode.LookupMissing,
                lookup.on().get(0),
                "the value is not in field '" + lookup.fields().get(0) + "' of lookup " + lookup.name() + " ("
                        + lookup.file() + ")");
        Column reasons = RecordColumns.reasonsAndExample(isMissing, reason, on.get(0));
        Dataset<Row> joined = records.join(
                        functions.broadcast(rows(records.sparkSession(), table)), matches, "left_outer")
                .withColumn(RecordColumns.REASONS, reasons)
                .drop(FOUND);
        for (int i = 0; i < on.size(); i++) {
            joined = joined.drop(KEY + i);
        }
        return joined;
    }
}
