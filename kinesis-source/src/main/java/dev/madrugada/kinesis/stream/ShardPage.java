package dev.madrugada.kinesis.stream;

import java.util.List;

/**
 * Records of a shard, in its order. A page may be empty with records still to come behind it.
 *
 * @param successor whether another page can follow
 * @param millisBehindLatest how far the page's end lies behind the newest record; {@link #UNKNOWN} if that wasn't said
 * @param extent what the records are together
 */
public record ShardPage(List<StreamRecord> records, Successor successor, long millisBehindLatest, Extent extent) {

    /** As good as infinitely far behind: a distance that nobody named proves no end. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    /** What lies behind a page. */
    public enum Successor {
        /** Another page, empty perhaps. */
        PAGE,
        /** Nothing: the shard is closed, and this was its last page. */
        NOTHING
    }

    /**
     * What is asked of a page as a whole, added up once.
     *
     * @param payloadBytes the size of all payloads
     * @param earliest the earliest arrival in milliseconds since 1970; the largest number there is if there is no record
     * @param latest the latest arrival; the smallest number if there is no record
     */
    public record Extent(long payloadBytes, long earliest, long latest) {

        static Extent of(List<StreamRecord> records) {
            long bytes = 0;
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            for (StreamRecord record : records) {
                bytes += record.payloadLength();
                earliest = Math.min(earliest, record.arrivedMillis());
                latest = Math.max(latest, record.arrivedMillis());
            }
            return new Extent(bytes, earliest, latest);
        }
    }

    /** A page as it was received. */
    public ShardPage(List<StreamRecord> records, Successor successor, long millisBehindLatest) {
        this(records, successor, millisBehindLatest, Extent.of(records));
    }

    public ShardPage {
        records = List.copyOf(records);
        if (millisBehindLatest < 0) {
            throw new IllegalArgumentException("a page " + millisBehindLatest + " ms behind the latest record");
        }
    }
}
