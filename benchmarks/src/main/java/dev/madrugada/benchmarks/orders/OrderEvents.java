package dev.madrugada.benchmarks.orders;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The order events of one arrival day. An event depends only on its number and on these properties, so the events are
 * the same in every run. No two events arrive at the same millisecond if there are at most 80 million.
 *
 * @param events number of events
 * @param days number of event days: the arrival day and the days before it
 */
public record OrderEvents(long events, Shape shape, int days) implements Serializable {
    public static final LocalDate DAY = LocalDate.parse("2026-03-02");
    public static final int CUSTOMERS = 50_000;

    private static final Instant MIDNIGHT = Instant.parse(DAY + "T00:00:00Z");
    private static final long SPAN_MILLIS = 86_000_000;
    private static final long DAY_SECONDS = 86_400;
    private static final int SHARDS = 4;
    /** The order of most events in the shape {@link Shape#ONE_KEY}. */
    private static final long FREQUENT = 0;

    /** One of this many events repeats an order. */
    private static final int REPEATED = 20;
    /** A repeated order is at most this many events old. */
    private static final int REPEATED_WITHIN = 1000;
    /** One of this many events is truncated, and one has no order id. */
    private static final int BAD = 1000;

    /** The event with this number as a row of raw. */
    public Row row(long n) {
        Instant arrived = MIDNIGHT.plusMillis(millis(n));
        return RowFactory.create(
                "orders",
                "shardId-00000000000" + n % SHARDS,
                "4959033827149025660855969253836157109592157598913658" + (1_000_000_000L + n),
                0L,
                Long.toString(n),
                Timestamp.from(arrived),
                payload(n),
                null,
                null,
                null);
    }

    /** The payload of the event with this number. */
    public byte[] payload(long n) {
        SplittableRandom random = new SplittableRandom(7 * n + 1);
        long order = order(n, random);
        int bad = random.nextInt(BAD);
        String json = json(order, n);
        String payload = switch (bad) {
            case 0 -> json.substring(0, json.length() - 1);
            case 1 -> json.replaceFirst("\"order_id\":[0-9]+,", "");
            default -> json;
        };
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    private long order(long n, SplittableRandom random) {
        if (shape == Shape.ONE_KEY && random.nextInt(10) < 8) {
            return FREQUENT;
        }
        boolean isRepeated = random.nextInt(REPEATED) == 0 && n > REPEATED_WITHIN;
        return isRepeated ? n - 1 - random.nextInt(REPEATED_WITHIN) : n;
    }

    private String json(long order, long revision) {
        SplittableRandom random = new SplittableRandom(31 * order + 5);
        StringBuilder json = new StringBuilder(420)
                .append("{\"order_id\":")
                .append(order)
                .append(",\"ordered_at\":\"")
                .append(MIDNIGHT.plusMillis(millis(order)).minusSeconds(DAY_SECONDS * daysBack(order, random)))
                .append("\",\"customer_id\":")
                .append(random.nextInt(CUSTOMERS))
                .append(",\"sku\":\"SKU-")
                .append(100_000 + random.nextInt(90_000))
                .append("\",\"quantity\":")
                .append(1 + random.nextInt(9))
                .append(",\"price\":")
                .append(random.nextInt(100_000) / 100.0)
                .append(",\"status\":\"")
                .append(random.nextInt(3) == 0 ? "paid" : "new")
                .append("\",\"channel\":\"")
                .append(random.nextInt(2) == 0 ? "web" : "store")
                .append("\",\"note\":\"");
        for (int i = 0; i < 12; i++) {
            json.append(Long.toString(random.nextLong() >>> 4, 36)).append(' ');
        }
        return json.append("\",\"revision\":").append(revision).append('}').toString();
    }

    private long daysBack(long order, SplittableRandom random) {
        boolean isOnArrivalDay = shape == Shape.ONE_DAY && random.nextInt(10) < 8;
        return isOnArrivalDay ? 0 : order % days;
    }

    private long millis(long n) {
        return n * SPAN_MILLIS / events;
    }
}
