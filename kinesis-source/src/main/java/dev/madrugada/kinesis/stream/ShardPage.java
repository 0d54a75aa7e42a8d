package dev.madrugada.kinesis.stream;

import java.util.Collections;
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
     * @param chargedBytes the size of all keys and payloads: what the service counts at most of a page for its rate
     * @param heldBytes about how much memory the page takes as long as it is held
     * @param earliest the earliest arrival in milliseconds since 1970; the largest number there is if there is no record
     * @param latest the latest arrival; the smallest number if there is no record
     */
    public record Extent(long chargedBytes, long heldBytes, long earliest, long latest) {

        /** What a record that lies in no page costs beside its payload: the objects and texts that carry it. */
        private static final long RECORD = 256;

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
            return new Extent(keys + payloads, payloads + records.size() * RECORD, earliest, latest);
        }
    }

    /** A page of these records. */
    public ShardPage(List<StreamRecord> records, Successor successor, long millisBehindLatest) {
        this(List.copyOf(records), successor, millisBehindLatest, Extent.of(records));
    }

    public ShardPage {
        // Not copied: the records of a page as it came are no objects yet.
        records = Collections.unmodifiableList(records);
        if (millisBehindLatest < 0) {
            throw new IllegalArgumentException("a page " + millisBehindLatest + " ms behind the latest record");
        }
    }
}
