package dev.madrugada.cli.run;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.transform.parse.EventTimeReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The arrival times of a file's lines: each is the line's event time plus {@link #DELAY}, limited to the arrival day
 * in the dataset's day-zone. A
 * line without a readable event time gets its predecessor's arrival time; the first line gets the start of the day.
 *
 * <p>If the contract's event time is the arrival, the lines are spread evenly over the day. If it is a column that a
 * payload alone does not have, of a lookup or a derived one, all lines arrive at the end of the day: then no event of the
 * day is in the future.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArrivalTimes(long[] millis) {
    /** The delay between a record's event time and its arrival. */
    static final Duration DELAY = Duration.ofSeconds(2);

    /**
     * Reads all lines.
     *
     * @param lines decompressed; only {@code \n} ends a line, and the last line may lack it
     * @throws NotBase64Exception if the contract's payloads are binary and a line is not Base64
     */
    static ArrivalTimes of(InputStream lines, DatasetContract contract, LocalDate date) throws IOException {
        EventTimeReader reader = new EventTimeReader(contract);
        LinePayload payload = LinePayload.of(contract);
        ArrivalDay day = new ArrivalDay(date, contract.eventTime().zone());
        Instant first = day.start();
        Instant last = day.end().minusMillis(1);
        long length = Duration.between(day.start(), day.end()).toMillis();
        Collected collected = new Collected(payload, first.toEpochMilli());
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = new BufferedInputStream(lines, 1 << 16);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                collected.add(reader, line.toByteArray(), first, last);
                line.reset();
            } else {
                line.write(next);
            }
        }
        if (line.size() > 0) {
            collected.add(reader, line.toByteArray(), first, last);
        }
        long[] millis = Arrays.copyOf(collected.millis, collected.count);
        switch (reader.origin()) {
            case ARRIVAL -> Arrays.setAll(millis, index -> first.toEpochMilli() + index * length / millis.length);
            case LATER_COLUMN -> Arrays.fill(millis, last.toEpochMilli());
            case PAYLOAD -> {}
        }
        return new ArrivalTimes(millis);
    }

    int lines() {
        return millis.length;
    }

    /** The times as text: one line of ASCII digits per time. */
    byte[] asLines() {
        StringBuilder text = new StringBuilder(millis.length * 14);
        for (long time : millis) {
            text.append(time).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A line of binary payloads that is not Base64. */
    static final class NotBase64Exception extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;

        private NotBase64Exception(int line) {
            super("line " + line + " is not Base64");
            this.line = line;
        }

        /** The line's number, from 1. */
        int line() {
            return line;
        }
    }

    private static final class Collected {
        private long[] millis = new long[1 << 10];
        private int count;
        private final LinePayload payload;
        private long predecessor;

        Collected(LinePayload payload, long predecessor) {
            this.payload = payload;
            this.predecessor = predecessor;
        }

        void add(EventTimeReader reader, byte[] line, Instant first, Instant last) {
            predecessor = reader.read(payloadOf(line))
                    .map(happened -> within(happened.plus(DELAY), first, last).toEpochMilli())
                    .orElse(predecessor);
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            millis[count++] = predecessor;
        }

        private byte[] payloadOf(byte[] line) {
            try {
                return payload.of(line);
            } catch (IllegalArgumentException other) {
                throw new NotBase64Exception(count + 1);
            }
        }

        private static Instant within(Instant arrival, Instant first, Instant last) {
            if (arrival.isBefore(first)) {
                return first;
            }
            return arrival.isAfter(last) ? last : arrival;
        }
    }
}
