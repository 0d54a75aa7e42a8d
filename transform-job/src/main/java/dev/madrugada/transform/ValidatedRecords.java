package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.parse.SeenColumns;
import dev.madrugada.transform.record.RecordPlan;
import dev.madrugada.transform.record.ValidatedRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Validates raw days: parses records, adds looked-up and derived columns, collects reasons. Publishes nothing. */
public record ValidatedRecords(DatasetContract contract, List<LookupTable> lookups) {
    /** The records of a day; once they are parsed, {@code seen} knows which columns' fields they had. */
    Dataset<Row> read(SparkSession spark, LocalDate arrivalDay, Manifest raw, SeenColumns seen) {
        return of(PublishedRows.read(spark, RawSchema.schema(), List.of(raw)), arrivalDay, seen);
    }

    /** The valid ones of the records read already, and of the other arrival days. */
    Dataset<Row> validOf(SparkSession spark, Map<LocalDate, Manifest> days, Dataset<Row> first) {
        Dataset<Row> all = first.filter(RecordColumns.isValid());
        for (Map.Entry<LocalDate, Manifest> day : days.entrySet()) {
            all = all.unionByName(read(spark, day.getKey(), day.getValue(), SeenColumns.registered(spark))
                    .filter(RecordColumns.isValid()));
        }
        return all;
    }

    /**
     * The records with {@link RecordColumns} and the contract's columns; a refused one's derived columns are null.
     *
     * @param raw rows of {@link RawSchema#schema()}, all of which arrived on that day
     */
    public Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay) {
        return of(raw, arrivalDay, SeenColumns.registered(raw.sparkSession()));
    }

    private Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay, SeenColumns seen) {
        RecordPlan plan = RecordPlan.of(raw.sparkSession(), contract, lookups);
        return ValidatedRows.of(plan, contract).of(raw, arrivalDay, seen);
    }
}
