package dev.madrugada.localstack.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A day's records put at once: the lines of a file, with arrival times spread evenly over the day in line order. Known
 * by date and content; its records' numbers and keys follow from those and the line number alone.
 *
 * @param date UTC day of arrival
 * @param name of the file, for people
 * @param sha256 of the content, decompressed, in hex
 * @param lines how many records
 */
record Preload(LocalDate date, String name, String sha256, long lines) {
    private static final long RUNS = 10_000_000_000L;

    /** What makes two preloads the same one. */
    record Identity(LocalDate date, String sha256) {}

    Identity identity() {
        return new Identity(date, sha256);
    }

    /** The sequence number of a line, counted from 0. */
    SequenceNumber number(long line, int shard) {
        return new SequenceNumber(arrival(line).toEpochMilli(), Long.parseLong(sha256, 0, 12, 16) % RUNS, line, shard);
    }

    /** When a line, counted from 0, arrived. */
    Instant arrival(long line) {
        long sinceMidnight = line * Duration.ofDays(1).toMillis() / lines;
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(sinceMidnight);
    }

    byte[] encoded() {
        return String.join("\n", date.toString(), sha256, Long.toString(lines), name)
                .getBytes(StandardCharsets.UTF_8);
    }

    static Preload decoded(ByteBuffer content) {
        List<String> parts = List.of(
                StandardCharsets.UTF_8.decode(content.duplicate()).toString().split("\n", 4));
        return new Preload(LocalDate.parse(parts.get(0)), parts.get(3), parts.get(1), Long.parseLong(parts.get(2)));
    }
}
