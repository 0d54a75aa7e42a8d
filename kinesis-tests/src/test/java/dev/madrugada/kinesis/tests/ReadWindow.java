package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The arrivals to read: {@code start} belongs to them, {@code end} doesn't. */
record ReadWindow(Instant start, Instant end) {

    /**
     * A window of some of the arrivals, mostly with records on both sides; its bounds fall on arrivals as often as
     * between them.
     *
     * @param astray how far a bound may be from any arrival
     */
    static ReadWindow drawn(List<StreamedRecord> records, Random random, Duration astray) {
        List<Instant> arrivals =
                records.stream().map(StreamedRecord::arrivedAt).sorted().toList();
        int third = arrivals.size() / 3;
        Instant start = bound(arrivals.get(random.nextInt(third + 1)), random, astray);
        Instant end = bound(arrivals.get(arrivals.size() - 1 - random.nextInt(third + 1)), random, astray);
        return start.isBefore(end) ? new ReadWindow(start, end) : new ReadWindow(start, start.plusMillis(1));
    }

    private static Instant bound(Instant arrival, Random random, Duration astray) {
        int millis = (int) astray.toMillis();
        return switch (random.nextInt(8)) {
            case 0 -> arrival.plusMillis(1);
            case 1 -> arrival.minusMillis(1);
            case 2 -> arrival.plusMillis(random.nextInt(2 * millis + 1) - millis);
            default -> arrival;
        };
    }

    boolean contains(Instant arrival) {
        return !arrival.isBefore(start) && arrival.isBefore(end);
    }

    boolean isBound(Instant arrival) {
        return arrival.equals(start) || arrival.equals(end);
    }
}
