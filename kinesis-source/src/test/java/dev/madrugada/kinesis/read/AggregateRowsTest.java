package dev.madrugada.kinesis.read;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.ShardPage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of aggregates, and of a record that only looks like one. */
class AggregateRowsTest {

    private static final Instant START = Instant.parse("2001-01-01T10:00:00Z");
    private static final ReadWindow WINDOW = new ReadWindow(START, START.plusSeconds(60), Duration.ZERO);

    /** Two user records of one byte each, both with the key {@code k}. */
    private final byte[] aggregate = aggregate("0a016b" + "1a0508001a0141" + "1a0508001a0142");

    private final ShardPage page = new ShardPage(
            List.of(
                    record("1", "2001-01-01T10:00:00Z", aggregate),
                    record("2", "2001-01-01T10:00:00Z"),
                    record("3", "2001-01-01T10:01:00Z", aggregate),
                    record("4", "2001-01-01T10:00:00Z", Arrays.copyOf(aggregate, aggregate.length - 1))),
            ShardPage.Successor.NONE,
            0);

    @Test
    void eachUserRecordOfAnAggregateIsARow() {
        assertThat(rows(Aggregates.UNPACKED))
                .containsExactly("1/0 k 1", "1/1 k 1", "2/0 key-2 1", "4/0 key-4 " + (aggregate.length - 1));
    }

    @Test
    void anAggregateIsOneRowIfDeaggregationIsOff() {
        assertThat(rows(Aggregates.VERBATIM))
                .containsExactly("1/0 key-1 " + aggregate.length, "2/0 key-2 1", "4/0 key-4 " + (aggregate.length - 1));
    }

    /** Sequence number, sub-sequence number, partition key and payload length. */
    private List<String> rows(Aggregates aggregates) {
        PageRows rows = new PageRows(
                new ReadConfig(WINDOW, OnExpired.FAIL, aggregates, 64 << 20, Clock.systemUTC()), RecordColumn.all());
        rows.setPage(new ReadPage(0, ShardOrigin.of("flights", "shard-0"), page, 1));
        List<String> given = new ArrayList<>();
        while (rows.next()) {
            given.add(rows.row().getString(2) + "/" + rows.row().getLong(3) + " "
                    + rows.row().getString(4) + " " + rows.row().getBinary(6).length);
        }
        return given;
    }

    private static byte[] aggregate(String messageInHex) {
        byte[] message = HexFormat.of().parseHex(messageInHex);
        return ByteBuffer.allocate(4 + message.length + 16)
                .putInt(0xF3899AC2)
                .put(message)
                .put(md5(message))
                .array();
    }

    private static byte[] md5(byte[] message) {
        try {
            return MessageDigest.getInstance("MD5").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
