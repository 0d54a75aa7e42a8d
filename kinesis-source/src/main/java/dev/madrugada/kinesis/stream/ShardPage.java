package dev.madrugada.kinesis.stream;

import java.util.List;

/**
 * Records of a shard, in its order. A page may be empty with records still to come behind it.
 *
 * @param successor whether another page can follow
 * @param millisBehindLatest how far the page's end lies behind the newest record; {@link #UNKNOWN} if that wasn't said
 */
public record ShardPage(List<StreamRecord> records, Successor successor, long millisBehindLatest) {

    /** As good as infinitely far behind: a distance that nobody named proves no end. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    /** What lies behind a page. */
    public enum Successor {
        /** Another page, empty perhaps. */
        PAGE,
        /** Nothing: the shard is closed, and this was its last page. */
        NOTHING
    }

    public ShardPage {
        records = List.copyOf(records);
        if (millisBehindLatest < 0) {
            throw new IllegalArgumentException("a page " + millisBehindLatest + " ms behind the latest record");
        }
    }

    /** The size of all payloads together. */
    public long payloadBytes() {
        long bytes = 0;
        for (StreamRecord record : records) {
            bytes += record.payload().length;
        }
        return bytes;
    }
}
