package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.enrich.DerivedColumns;
import dev.madrugada.transform.enrich.LookedUp;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.ParsedRecords;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.parse.SeenColumns;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Validates raw days: parses records, adds looked-up and derived columns, collects reasons. Publishes nothing. */
public record ValidatedRecords(DatasetContract contract, List<LookupTable> lookups) {
    Dataset<Row> read(SparkSession spark, LocalDate arrivalDay, Manifest raw) {
        return read(spark, arrivalDay, raw, ParsedRecords.seenColumns(spark));
    }

    /** The records of a day; once they are parsed, {@code seen} knows which columns' fields they had. */
    Dataset<Row> read(SparkSession spark, LocalDate arrivalDay, Manifest raw, SeenColumns seen) {
        Dataset<Row> rows = PublishedRows.read(spark, RawSchema.schema(), List.of(raw));
        return completed(ParsedRecords.of(rows, arrivalDay, contract, seen));
    }

    /** The valid ones of the records read already, and of the other arrival days. */
    Dataset<Row> validOf(SparkSession spark, Map<LocalDate, Manifest> days, Dataset<Row> first) {
        Dataset<Row> all = first.filter(RecordColumns.isValid());
        for (Map.Entry<LocalDate, Manifest> day : days.entrySet()) {
            all = all.unionByName(read(spark, day.getKey(), day.getValue()).filter(RecordColumns.isValid()));
        }
        return all;
    }

    /**
     * The records with {@link RecordColumns} and the contract's columns; a refused one's derived columns are null.
     *
     * @param raw rows of {@link RawSchema#schema()}, all of which arrived on that day
     */
    public Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay) {
        return completed(ParsedRecords.of(raw, arrivalDay, contract));
    }

    private Dataset<Row> completed(Dataset<Row> parsed) {
        Dataset<Row> records = parsed;
        for (LookupTable lookup : lookups) {
            records = LookedUp.in(records, lookup);
        }
        records = DerivedColumns.addedTo(records, contract);
        // Only the quarantine needs the payload again; without it the valid records take little room.
        return records.withColumn(
                RecordColumns.PAYLOAD,
                functions.when(functions.not(RecordColumns.isValid()), functions.col(RecordColumns.PAYLOAD)));
    }
}
