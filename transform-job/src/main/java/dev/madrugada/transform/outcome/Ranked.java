package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Key;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.parse.RecordColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Ranks valid records among those with the same key and event day; the record with rank 1 is kept. The order is by
 * arrival time, then by the record's Kinesis coordinates, so that the result does not depend on the order in which
 * Spark reads the records.
 */
public final class Ranked {
    static final String RANK = "rank$";

    private Ranked() {}

    /**
     * Ranks the records. The result has the event day, the arrival day, the rank and the curated columns.
     *
     * @param valid records without refused ones, since a refused record must never displace a valid one
     */
    public static Dataset<Row> of(Dataset<Row> valid, DatasetContract contract) {
        Column[] sameRecord = Stream.concat(Stream.of(RecordColumns.EVENT_DAY), contract.key().columns().stream())
                .map(functions::col)
                .toArray(Column[]::new);
        Column rank = functions
                .row_number()
                .over(Window.partitionBy(sameRecord)
                        .orderBy(precedence(contract.key().keep())));
        List<Column> kept = new ArrayList<>();
        kept.add(functions.col(RecordColumns.EVENT_DAY));
        kept.add(functions.col(RecordColumns.ARRIVAL_DAY));
        kept.add(functions.col(RANK));
        kept.addAll(curated(contract));
        return valid.withColumn(RANK, rank).select(kept.toArray(Column[]::new));
    }

    /** The curated content of one event day: one row per key, sorted by key within each file. */
    public static Dataset<Row> winnersOf(Dataset<Row> ranked, LocalDate eventDay, DatasetContract contract) {
        Column[] key = contract.key().columns().stream().map(functions::col).toArray(Column[]::new);
        return ranked.filter(
                        isWinner().and(functions.col(RecordColumns.EVENT_DAY).equalTo(functions.lit(eventDay))))
                .select(curated(contract).toArray(Column[]::new))
                .sortWithinPartitions(key);
    }

    static Column isWinner() {
        return functions.col(RANK).equalTo(1);
    }

    private static List<Column> curated(DatasetContract contract) {
        return contract.curatedColumns().stream()
                .map(column -> functions.col(column.name()))
                .toList();
    }

    /**
     * The sort order of records with the same key. Sequence numbers are decimal texts of any length; sorting by length
     * and then by text gives their numeric order.
     */
    private static Column[] precedence(Key.Keep keep) {
        Column sequenceNumber = raw(RawSchema.SEQUENCE_NUMBER);
        return Stream.of(
                        raw(RawSchema.ARRIVED_AT),
                        raw(RawSchema.SHARD_ID),
                        functions.length(sequenceNumber),
                        sequenceNumber,
                        raw(RawSchema.SUB_SEQUENCE_NUMBER),
                        raw(RawSchema.STREAM))
                .map(column -> keep.order() == Key.Keep.Order.GREATEST ? column.desc() : column.asc())
                .toArray(Column[]::new);
    }

    private static Column raw(String name) {
        return functions.col(RecordColumns.of(name));
    }
}
