package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.StreamThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;

/**
 * A shard read by GetRecords. Iterators live for five minutes; one that ran out is replaced by one behind the last
 * record received, or by one at the same beginning if there was none.
 */
final class PollingFeed implements ShardFeed {

    private static final Logger LOG = LoggerFactory.getLogger(PollingFeed.class);

    private final ShardCalls calls;
    private final String shardId;
    private final Instant from;
    private final ReadPace pace = new ReadPace();

    private @Nullable String iterator;
    private @Nullable String lastReceived;
    private boolean over;

    PollingFeed(ShardCalls calls, String shardId, Instant from) {
        this.calls = calls;
        this.shardId = shardId;
        this.from = from;
    }

    @Override
    public ShardPage next(int atMost) {
        if (over) {
            throw new IllegalStateException(shardId + " has no other page");
        }
        try {
            return turned(atMost);
        } catch (ExpiredIteratorException expired) {
            LOG.debug("iterator of {} expired behind record {}", shardId, lastReceived, expired);
            iterator = null;
        } catch (StreamThrottledException refused) {
            pace.refused();
            throw refused;
        }
        return retaken(atMost);
    }

    /** A second expiry in a row is a failure like others: the next call takes another iterator. */
    private ShardPage retaken(int atMost) {
        try {
            return turned(atMost);
        } catch (ExpiredIteratorException expired) {
            iterator = null;
            throw calls.unavailable("GetRecords", expired);
        } catch (StreamThrottledException refused) {
            pace.refused();
            throw refused;
        }
    }

    @Override
    public Duration rest() {
        return pace.rest(System.nanoTime());
    }

    private ShardPage turned(int atMost) {
        String at = iterator;
        if (at == null) {
            at = lastReceived == null ? calls.iteratorAt(shardId, from) : calls.iteratorAfter(shardId, lastReceived);
            iterator = at;
        }
        long calledAt = System.nanoTime();
        IteratedPage answer = calls.page(shardId, at, atMost);
        iterator = answer.nextIterator();
        over = iterator == null;
        List<StreamRecord> records = answer.page().records();
        if (!records.isEmpty()) {
            lastReceived = records.get(records.size() - 1).sequenceNumber();
        }
        pace.answered(calledAt, answer.page().extent().chargedBytes());
        return answer.page();
    }
}
