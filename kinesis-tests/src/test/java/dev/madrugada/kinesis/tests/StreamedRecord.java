package dev.madrugada.kinesis.tests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A record that was put, with the shard and sequence number that Kinesis assigned. */
record StreamedRecord(String shardId, String sequenceNumber, Instant arrivedAt, UserPut put) {

    /** The expected rows: the record itself, or one row for each user record. */
    List<ReadRow> rows(String stream, boolean deaggregated) {
        if (!deaggregated || put.kind() != UserPut.Kind.AGGREGATE) {
            return List.of(row(stream, 0, put.partitionKey(), put.dataInHex()));
        }
        List<ReadRow> rows = new ArrayList<>();
        for (UserPut.UserRecord userRecord : put.userRecords()) {
            rows.add(row(stream, rows.size(), userRecord.partitionKey(), userRecord.dataInHex()));
        }
        return rows;
    }

    private ReadRow row(String stream, int index, String partitionKey, String dataInHex) {
        return new ReadRow(stream, shardId, sequenceNumber, index, partitionKey, arrivedAt, dataInHex);
    }
}
