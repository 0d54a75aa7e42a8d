package dev.madrugada.cli.quarantine;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.ValidatedRecords;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.RecordColumns;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Validates quarantined records by another contract: parses, looks up and derives each record with transform's own
 * steps. Writes nothing.
 */
final class TriedContract {
    static final String FREED = "freed";

    private static final String NOW = "now";
    private static final String[] COORDINATES = {
        RawSchema.STREAM, RawSchema.SHARD_ID, RawSchema.SEQUENCE_NUMBER, RawSchema.SUB_SEQUENCE_NUMBER
    };

    private TriedContract() {}

    /** The records with the reasons for which the folder's contract refuses them; a valid record has no reasons. */
    static Dataset<Row> validated(
            SparkSession spark, Map<LocalDate, Manifest> quarantine, Optional<String> code, DatasetFolder folder) {
        ValidatedRecords contract = new ValidatedRecords(folder.contract(), LookupTable.of(folder));
        Dataset<Row> all = spark.createDataFrame(List.of(), QuarantineRows.schema());
        for (Map.Entry<LocalDate, Manifest> day : quarantine.entrySet()) {
            Dataset<Row> refused = QuarantineRows.read(spark, List.of(day.getValue()), code);
            Dataset<Row> again = contract.of(refused.select(raw()), day.getKey())
                    .select(Stream.concat(
                                    Stream.of(COORDINATES)
                                            .map(name -> functions
                                                    .col(RecordColumns.of(name))
                                                    .as(name)),
                                    Stream.of(
                                            functions.col(RecordColumns.REASONS).as(NOW)))
                            .toArray(Column[]::new));
            all = all.unionByName(refused.join(again, COORDINATES), true);
        }
        return all;
    }

    /** One row per reason in the quarantine, most records first: the number of records, and how many would be valid. */
    static Dataset<Row> freedByReason(Dataset<Row> validated) {
        return validated
                .withColumn(QuarantineRows.REASON, functions.explode(functions.col(QuarantineRows.REASONS)))
                .groupBy(field(QuarantineRows.CODE), field(QuarantineRows.COLUMN), field(QuarantineRows.DETAIL))
                .agg(
                        functions.count_distinct(coordinates()).as(QuarantineRows.RECORDS),
                        functions
                                .count_distinct(functions.when(isFreed(), coordinates()))
                                .as(FREED))
                .orderBy(
                        functions.col(QuarantineRows.RECORDS).desc(),
                        functions.col(QuarantineRows.CODE),
                        functions.col(QuarantineRows.COLUMN),
                        functions.col(QuarantineRows.DETAIL));
    }

    /** The records that the other contract refuses, with its reasons. */
    static Dataset<Row> stillRefused(Dataset<Row> validated) {
        return validated.filter(functions.not(isFreed())).withColumn(QuarantineRows.REASONS, functions.col(NOW));
    }

    static long freed(Dataset<Row> validated) {
        return validated.filter(isFreed()).count();
    }

    private static Column isFreed() {
        return functions.size(functions.col(NOW)).equalTo(0);
    }

    private static Column field(String name) {
        return functions.col(QuarantineRows.REASON + "." + name).as(name);
    }

    private static Column coordinates() {
        return functions.struct(Stream.of(COORDINATES).map(functions::col).toArray(Column[]::new));
    }

    private static Column[] raw() {
        return Stream.of(RawSchema.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
    }
}
