package dev.madrugada.kinesis.tests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A record that was put, and where the service says it lies. */
record StreamedRecord(String shardId, String sequenceNumber, Instant arrivedAt, UserPut put) {

    /** The rows that it has to become: its own, or one for each record inside. */
    List<ReadRow> rows(String stream, boolean deaggregated) {
        if (!deaggregated || put.kind() != UserPut.Kind.AGGREGATE) {
            return List.of(row(stream, 0, put.partitionKey(), put.dataInHex()));
        }
        List<ReadRow> rows = new ArrayList<>();
        for (UserPut.Inside inside : put.inside()) {
            rows.add(row(stream, rows.size(), inside.partitionKey(), inside.dataInHex()));
        }
        return rows;
    }

    private ReadRow row(String stream, int index, String partitionKey, String dataInHex) {
        return new ReadRow(stream, shardId, sequenceNumber, index, partitionKey, arrivedAt, dataInHex);
    }
}
