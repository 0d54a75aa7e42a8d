package dev.madrugada.kinesis.tests;

import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;

/** All columns of a row, with value equality. */
record ReadRow(
        String stream,
        String shardId,
        String sequenceNumber,
        long subSequenceNumber,
        String partitionKey,
        Instant arrivedAt,
        String payloadInHex) {

    static final Comparator<ReadRow> ORDER = Comparator.comparing(ReadRow::shardId)
            .thenComparing(ReadRow::sequenceNumber)
            .thenComparingLong(ReadRow::subSequenceNumber);

    static ReadRow of(Row row) {
        return new ReadRow(
                row.getAs("stream"),
                row.getAs("shard_id"),
                row.getAs("sequence_number"),
                row.getAs("sub_sequence_number"),
                row.getAs("partition_key"),
                row.<java.sql.Timestamp>getAs("arrived_at").toInstant(),
                hex(row.getAs("payload")));
    }

    /** The rows in {@link #ORDER}. */
    static List<ReadRow> sorted(List<Row> rows) {
        return rows.stream().map(ReadRow::of).sorted(ORDER).toList();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
