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
 * Valid records ranked among those with the same key in the same event day: the first one stays. The order is that of
 * arrival, then of the coordinates, so that the choice repeats whatever order the records are met in.
 */
public final class Ranked {
    static final String RANK = "rank$";

    private Ranked() {}

    /**
     * The records with their rank: the event day, the arrival day, the curated columns.
     *
     * @param valid records none of which is refused: one that is must never displace one that is not
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

    /** The curated content of one event day: one row per key, sorted by it within files. */
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

    /** Sequence numbers are decimal and of any length: as numbers they go by length, then by text. */
    private static Column[] precedence(Key.Keep keep) {
        Column sequenceNumber = raw(RawSchema.SEQUENCE_NUMBER);
        return Stream.of(
                        raw(RawSchema.ARRIVED_AT),
                        raw(RawSchema.SHARD_ID),
                        functions.length(sequenceNumber),
                        sequenceNumber,
                        raw(RawSchema.SUB_SEQUENCE_NUMBER),
                        raw(RawSchema.STREAM))
                .map(column -> keep == Key.Keep.LATEST ? column.desc() : column.asc())
                .toArray(Column[]::new);
    }

    private static Column raw(String name) {
        return functions.col(RecordColumns.of(name));
    }
}
