package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.record.RecordPlan;
import dev.madrugada.transform.record.ValidatedRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Validates raw days: parses records, adds looked-up and derived columns, collects reasons. Publishes nothing. */
public record ValidatedRecords(DatasetContract contract, List<LookupTable> lookups) {
    /**
     * The records with {@link RecordColumns} and the contract's columns; a refused one's derived columns are null.
     *
     * @param raw rows of {@link RawSchema#schema()}, all of which arrived on that day
     */
    public Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay) {
        RecordPlan plan = RecordPlan.of(raw.sparkSession(), contract, lookups);
        return ValidatedRows.of(plan, contract).of(raw, arrivalDay);
    }
}
