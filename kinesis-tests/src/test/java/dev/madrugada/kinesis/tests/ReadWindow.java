package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A window of arrival times: {@code start} is inclusive, {@code end} exclusive. */
record ReadWindow(Instant start, Instant end) {

    /**
     * A random window over a part of the arrivals, usually with records on both sides. Most of its bounds equal an
     * arrival.
     *
     * @param maxDistance the largest distance of a bound from an arrival
     */
    static ReadWindow drawn(List<StreamedRecord> records, Random random, Duration maxDistance) {
        List<Instant> arrivals =
                records.stream().map(StreamedRecord::arrivedAt).sorted().toList();
        int third = arrivals.size() / 3;
        Instant start = bound(arrivals.get(random.nextInt(third + 1)), random, maxDistance);
        Instant end = bound(arrivals.get(arrivals.size() - 1 - random.nextInt(third + 1)), random, maxDistance);
        return start.isBefore(end) ? new ReadWindow(start, end) : new ReadWindow(start, start.plusMillis(1));
    }

    private static Instant bound(Instant arrival, Random random, Duration maxDistance) {
        int millis = (int) maxDistance.toMillis();
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
