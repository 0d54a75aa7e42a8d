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
 * Reads a shard by GetRecords. An iterator expires after five minutes. The feed then requests an iterator after the
 * last record received, or at the start of the feed if no record was received.
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
    public ShardPage next(int maxRecords) {
        if (over) {
            throw new IllegalStateException(shardId + " has no more pages");
        }
        try {
            return fetch(maxRecords);
        } catch (ExpiredIteratorException expired) {
            LOG.debug("iterator of {} expired after record {}", shardId, lastReceived, expired);
            iterator = null;
        } catch (StreamThrottledException refused) {
            pace.throttled();
            throw refused;
        }
        return fetchAgain(maxRecords);
    }

    /**
     * Makes the call after an expired iterator, with a new one. If that has expired too, throws
     * StreamUnavailableException; the caller's next call of {@link #next} then requests another iterator.
     */
    private ShardPage fetchAgain(int maxRecords) {
        try {
            return fetch(maxRecords);
        } catch (ExpiredIteratorException expired) {
            iterator = null;
            throw calls.unavailable("GetRecords", expired);
        } catch (StreamThrottledException refused) {
            pace.throttled();
            throw refused;
        }
    }

    @Override
    public Duration pause() {
        return pace.pause(System.nanoTime());
    }

    private ShardPage fetch(int maxRecords) {
        String at = iterator;
        if (at == null) {
            at = lastReceived == null ? calls.iteratorAt(shardId, from) : calls.iteratorAfter(shardId, lastReceived);
            iterator = at;
        }
        long calledAt = System.nanoTime();
        IteratedPage answer = calls.page(shardId, at, maxRecords);
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
