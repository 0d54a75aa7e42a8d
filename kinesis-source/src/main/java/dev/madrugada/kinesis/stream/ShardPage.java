package dev.madrugada.kinesis.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of GetRecords. It may be empty with records still to come behind it.
 *
 * @param nextIterator where the next page begins; null once a closed shard has been read to its end
 * @param millisBehindLatest how far the page's end lies behind the newest record; {@link #UNKNOWN} if that wasn't said
 */
public record ShardPage(
        List<StreamRecord> records, @Nullable String nextIterator, long millisBehindLatest) {

    /** As good as infinitely far behind: a distance that nobody named proves no end. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    public ShardPage {
        records = List.copyOf(records);
        if (millisBehindLatest < 0) {
            throw new IllegalArgumentException("a page " + millisBehindLatest + " ms behind the latest record");
        }
    }
}
