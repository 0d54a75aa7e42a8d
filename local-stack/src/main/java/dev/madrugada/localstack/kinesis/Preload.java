package dev.madrugada.localstack.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A file whose lines are put as the records of one day. Date and content identify a preload. The sequence numbers and
 * partition keys of its records depend only on date, content, arrival times and line number, so a repeated preload
 * produces the same records.
 *
 * @param date day of arrival
 * @param name file name; not part of the preload's identity
 * @param sha256 SHA-256 of the decompressed content, in hex
 * @param lines number of lines, which is the number of records
 */
record Preload(LocalDate date, String name, String sha256, long lines) {
    private static final long RUN_LIMIT = 10_000_000_000L;

    /** Two preloads with equal identity are the same preload. */
    record Identity(LocalDate date, String sha256) {}

    Identity identity() {
        return new Identity(date, sha256);
    }

    /** The sequence number of a line, counted from 0, with this arrival time. */
    SequenceNumber number(Instant arrival, long line, int shard) {
        return new SequenceNumber(arrival.toEpochMilli(), Long.parseLong(sha256, 0, 12, 16) % RUN_LIMIT, line, shard);
    }

    /** The arrival time of a line, counted from 0, if the lines are spread evenly over the day. */
    Instant spread(long line, ZoneId zone) {
        Instant start = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        return start.plusMillis(line * Duration.between(start, end).toMillis() / lines);
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
