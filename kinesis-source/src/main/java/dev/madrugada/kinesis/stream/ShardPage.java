package dev.madrugada.kinesis.stream;

import java.util.Collections;
import java.util.List;

/**
 * A page of records of a shard, in shard order. Records may follow an empty page.
 *
 * @param successor whether another page can follow
 * @param millisBehindLatest how far the end of the page is behind the newest record; {@link #UNKNOWN} if the response
 *     does not say
 * @param extent totals over the records
 */
public record ShardPage(List<StreamRecord> records, Successor successor, long millisBehindLatest, Extent extent) {

    /**
     * The lag is unknown. The source treats an unknown lag as infinite, so the page never counts as the tip of the
     * shard.
     */
    public static final long UNKNOWN = Long.MAX_VALUE;

    /** What follows a page. */
    public enum Successor {
        /** Another page, which may be empty. */
        PAGE,
        /** Nothing: this is the last page of a closed shard. */
        NONE
    }

    /**
     * Totals over the records of a page, computed once.
     *
     * @param chargedBytes the size of all partition keys and payloads: an upper bound of what Kinesis charges against
     *     the read limit
     * @param heldBytes approximate memory of the page
     * @param earliest the earliest arrival in milliseconds since 1970; {@code Long.MAX_VALUE} without records
     * @param latest the latest arrival in milliseconds since 1970; {@code Long.MIN_VALUE} without records
     */
    public record Extent(long chargedBytes, long heldBytes, long earliest, long latest) {

        /** The memory that an unmarshalled record takes besides its payload: objects and texts. */
        private static final long RECORD_OVERHEAD = 256;

        static Extent of(List<StreamRecord> records) {
            long payloads = 0;
            long keys = 0;
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            for (StreamRecord record : records) {
                payloads += record.payloadLength();
                keys += record.rawPartitionKey().length();
                earliest = Math.min(earliest, record.arrivedMillis());
                latest = Math.max(latest, record.arrivedMillis());
            }
            return new Extent(keys + payloads, payloads + records.size() * RECORD_OVERHEAD, earliest, latest);
        }
    }

    /** A page of unmarshalled records. */
    public ShardPage(List<StreamRecord> records, Successor successor, long millisBehindLatest) {
        this(List.copyOf(records), successor, millisBehindLatest, Extent.of(records));
    }

    public ShardPage {
        // A copy would create an object for every record of an encoded page.
        records = Collections.unmodifiableList(records);
        if (millisBehindLatest < 0) {
            throw new IllegalArgumentException("a MillisBehindLatest of " + millisBehindLatest);
        }
    }
}
