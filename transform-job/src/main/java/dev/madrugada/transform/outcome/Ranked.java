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
        Column[] sameRecord = Stream.concat(
                        Stream.of(functions.col(RecordColumns.EVENT_DAY)), key(contract.key()).stream())
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
        hiddenKey(contract).forEach(name -> kept.add(functions.col(name)));
        return valid.withColumn(RANK, rank).select(kept.toArray(Column[]::new));
    }

    /** The curated content of one event day: one row per key, sorted by the key's columns within each file. */
    public static Dataset<Row> winnersOf(Dataset<Row> ranked, LocalDate eventDay, DatasetContract contract) {
        Column[] key = contract.key().columns().stream().map(functions::col).toArray(Column[]::new);
        return ranked.filter(
                        isWinner().and(functions.col(RecordColumns.EVENT_DAY).equalTo(functions.lit(eventDay))))
                .sortWithinPartitions(key)
                .select(curated(contract).toArray(Column[]::new));
    }

    static Column isWinner() {
        return functions.col(RANK).equalTo(1);
    }

    /** The columns that are equal in duplicates. Two nulls are equal here, unlike in SQL's comparison. */
    private static List<Column> key(Key key) {
        return key.isArrival()
                ? List.of(
                        raw(RawSchema.STREAM),
                        raw(RawSchema.SHARD_ID),
                        raw(RawSchema.SEQUENCE_NUMBER),
                        raw(RawSchema.SUB_SEQUENCE_NUMBER),
                        functions.col(RecordColumns.ROW_INDEX))
                : key.columns().stream().map(functions::col).toList();
    }

    private static List<String> hiddenKey(DatasetContract contract) {
        return contract.columns().stream()
                .filter(dev.madrugada.common.contract.Column::isHidden)
                .map(dev.madrugada.common.contract.Column::name)
                .filter(contract.key().columns()::contains)
                .toList();
    }

    private static List<Column> curated(DatasetContract contract) {
        return contract.curatedColumns().stream()
                .map(column -> functions.col(column.name()))
                .toList();
    }

    /**
     * The sort order of records with the same key: the value that the contract names, nulls last, then the latest
     * arrival. Sequence numbers are decimal texts of any length; sorting by length and then by text gives their numeric
     * order.
     */
    private static Column[] precedence(Key.Keep keep) {
        boolean isByColumn = !keep.by().isEmpty();
        boolean isGreatest = keep.order() == Key.Keep.Order.GREATEST;
        Column sequenceNumber = raw(RawSchema.SEQUENCE_NUMBER);
        Stream<Column> byColumn = Stream.of(keep.by())
                .filter(by -> isByColumn)
                .map(functions::col)
                .map(by -> isGreatest ? by.desc_nulls_last() : by.asc_nulls_last());
        Stream<Column> byArrival = Stream.of(
                        raw(RawSchema.ARRIVED_AT),
                        raw(RawSchema.SHARD_ID),
                        functions.length(sequenceNumber),
                        sequenceNumber,
                        raw(RawSchema.SUB_SEQUENCE_NUMBER),
                        raw(RawSchema.STREAM))
                .map(column -> isByColumn || isGreatest ? column.desc() : column.asc());
        Column firstRow = functions.col(RecordColumns.ROW_INDEX).asc();
        return Stream.concat(Stream.concat(byColumn, byArrival), Stream.of(firstRow))
                .toArray(Column[]::new);
    }

    private static Column raw(String name) {
        return functions.col(RecordColumns.of(name));
    }
}
