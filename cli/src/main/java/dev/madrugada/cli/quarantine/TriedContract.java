package dev.madrugada.cli.quarantine;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.JudgedRecords;
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
 * What another contract would make of quarantined records: each is parsed, looked up and derived again, as transform
 * does it, and nothing is written.
 */
final class TriedContract {
    static final String FREED = "freed";

    private static final String NOW = "now";
    private static final String[] COORDINATES = {
        RawSchema.STREAM, RawSchema.SHARD_ID, RawSchema.SEQUENCE_NUMBER, RawSchema.SUB_SEQUENCE_NUMBER
    };

    private TriedContract() {}

    /** The records with the reasons that the folder's contract has for refusing them, none for a valid one. */
    static Dataset<Row> judged(
            SparkSession spark, Map<LocalDate, Manifest> quarantine, Optional<String> code, DatasetFolder folder) {
        JudgedRecords contract = new JudgedRecords(folder.contract(), LookupTable.of(folder));
        Dataset<Row> all = spark.createDataFrame(List.of(), RefusedRecords.schema());
        for (Map.Entry<LocalDate, Manifest> day : quarantine.entrySet()) {
            Dataset<Row> refused = RefusedRecords.read(spark, List.of(day.getValue()), code);
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

    /** One row a reason of the quarantine, most records first: how many records have it, and how many would be valid. */
    static Dataset<Row> freedByReason(Dataset<Row> judged) {
        return judged.withColumn(RefusedRecords.REASON, functions.explode(functions.col(RefusedRecords.REASONS)))
                .groupBy(field(RefusedRecords.CODE), field(RefusedRecords.COLUMN), field(RefusedRecords.DETAIL))
                .agg(
                        functions.count_distinct(coordinates()).as(RefusedRecords.RECORDS),
                        functions
                                .count_distinct(functions.when(isFreed(), coordinates()))
                                .as(FREED))
                .orderBy(
                        functions.col(RefusedRecords.RECORDS).desc(),
                        functions.col(RefusedRecords.CODE),
                        functions.col(RefusedRecords.COLUMN),
                        functions.col(RefusedRecords.DETAIL));
    }

    /** The records that would still be refused, with the reasons that they would have then. */
    static Dataset<Row> stillRefused(Dataset<Row> judged) {
        return judged.filter(functions.not(isFreed())).withColumn(RefusedRecords.REASONS, functions.col(NOW));
    }

    static long freed(Dataset<Row> judged) {
        return judged.filter(isFreed()).count();
    }

    private static Column isFreed() {
        return functions.size(functions.col(NOW)).equalTo(0);
    }

    private static Column field(String name) {
        return functions.col(RefusedRecords.REASON + "." + name).as(name);
    }

    private static Column coordinates() {
        return functions.struct(Stream.of(COORDINATES).map(functions::col).toArray(Column[]::new));
    }

    private static Column[] raw() {
        return Stream.of(RawSchema.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
    }
}
