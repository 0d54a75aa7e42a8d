package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.KinesisSourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stream in memory. Its shards return the given pages one by one. Like a real shard, a shard of this stream may
 * return an empty page in mid-shard, or a MillisBehindLatest of 0 before the tip. The stream records the calls. The
 * last page of a closed shard has no next iterator. After the last page of an open shard, the shard returns empty pages
 * at the tip without end.
 */
public final class InMemoryStream implements StreamClient {

    public static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/flights";

    /** When every stream in memory was created. */
    public static final Instant CREATED = Instant.parse("2000-12-01T00:00:00Z");

    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final Queue<RuntimeException> failures = new ArrayDeque<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private Duration retention;
    private int closed;

    public InMemoryStream(Duration retention) {
        this.retention = retention;
    }

    public Shard openShard(String id) {
        return shards.computeIfAbsent(id, Shard::new);
    }

    public Shard closedShard(String id, Instant closedAt) {
        Shard shard = openShard(id);
        shard.closedAt = closedAt;
        return shard;
    }

    /** Removes the shard; its children still name it as their parent. */
    public void trim(String id) {
        shards.remove(id);
    }

    public void setRetention(Duration otherRetention) {
        retention = otherRetention;
    }

    /** Makes the next call for a page fail. Repeated calls queue further failures. */
    public void failNext(KinesisSourceException failure) {
        failures.add(failure);
    }

    /** The calls so far, in order, as {@code Action argument…}. */
    public List<String> callLog() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    public long pagesRead() {
        return callLog().stream().filter(call -> call.startsWith("page ")).count();
    }

    public int timesClosed() {
        return closed;
    }

    @Override
    public StreamSummary summary() {
        calls.add("summary");
        return new StreamSummary(retention, ARN, CREATED);
    }

    @Override
    public List<StreamShard> shardsSince(Instant from) {
        calls.add("shardsSince " + from);
        return shards.values().stream()
                .filter(shard -> shard.closedAt == null || !shard.closedAt.isBefore(from))
                .map(shard -> new StreamShard(shard.id, shard.parents))
                .toList();
    }

    @Override
    public Set<String> shardsOpenAt(Instant instant) {
        calls.add("shardsOpenAt " + instant);
        return shards.values().stream()
                .filter(shard -> shard.openedAt == null || !shard.openedAt.isAfter(instant))
                .filter(shard -> shard.closedAt == null || !shard.closedAt.isBefore(instant))
                .map(shard -> shard.id)
                .collect(Collectors.toSet());
    }

    @Override
    public ShardFeed feed(String shardId, Instant from) {
        return new Feed(shardId, from);
    }

    @Override
    public long calls() {
        return calls.size();
    }

    @Override
    public void close() {
        closed++;
    }

    /** The iterator; null if there is no such shard. */
    @Nullable
    String iteratorAt(String shardId, Instant timestamp) {
        calls.add("iteratorAt " + shardId + " " + timestamp);
        Shard shard = shards.get(shardId);
        return shard == null ? null : shard.positionAt(timestamp);
    }

    String iteratorAfter(String shardId, String sequenceNumber) {
        calls.add("iteratorAfter " + shardId + " " + sequenceNumber);
        return shard(shardId).positionAfter(sequenceNumber);
    }

    IteratedPage page(String iterator, int maxRecords) {
        calls.add("page " + iterator);
        String[] parts = iterator.split("/", -1);
        return shard(parts[0]).answer(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), maxRecords);
    }

    private Shard shard(String id) {
        return Objects.requireNonNull(shards.get(id), id);
    }

    /** A record whose payload is its sequence number. */
    public static StreamRecord record(String sequenceNumber, String arrivedAt) {
        return record(sequenceNumber, arrivedAt, sequenceNumber.getBytes(StandardCharsets.UTF_8));
    }

    public static StreamRecord record(String sequenceNumber, String arrivedAt, byte[] payload) {
        return new StreamRecord(sequenceNumber, "key-" + sequenceNumber, Instant.parse(arrivedAt), payload);
    }

    private final class Feed implements ShardFeed {

        private final String shardId;
        private final Instant from;
        private @Nullable String iterator;

        private Feed(String shardId, Instant from) {
            this.shardId = shardId;
            this.from = from;
        }

        @Override
        public ShardPage next(int maxRecords) {
            synchronized (failures) {
                RuntimeException failure = failures.poll();
                if (failure != null) {
                    throw failure;
                }
            }
            String at = iterator == null ? iteratorAt(shardId, from) : iterator;
            if (at == null || !shards.containsKey(shardId)) {
                throw new ShardGoneException(shardId, new IllegalStateException("no shard " + shardId));
            }
            IteratedPage answer = page(at, maxRecords);
            iterator = answer.nextIterator();
            return answer.page();
        }

        @Override
        public Duration pause() {
            return Duration.ZERO;
        }
    }

    /** A shard: a list of pages, added one by one. */
    public static final class Shard {

        private final String id;
        private final List<ShardPage> pages = new ArrayList<>();
        private List<String> parents = List.of();
        private @Nullable Instant openedAt;
        private @Nullable Instant closedAt;

        private Shard(String id) {
            this.id = id;
        }

        /** Sets the parents of the shard and the time of the reshard. */
        public Shard from(Instant opened, String... parentIds) {
            openedAt = opened;
            parents = List.of(parentIds);
            return this;
        }

        public Shard page(StreamRecord... records) {
            return page(60_000, records);
        }

        public Shard page(long millisBehindLatest, StreamRecord... records) {
            pages.add(new ShardPage(List.of(records), ShardPage.Successor.PAGE, millisBehindLatest));
            return this;
        }

        /**
         * The position after the last record that arrived before {@code timestamp}. If arrivals are out of order, this
         * position is the weakest result that Kinesis allows: reading from the position skips records that arrived at
         * {@code timestamp} or later and lie before that record.
         */
        private String positionAt(Instant timestamp) {
            String position = id + "/0/0";
            for (int p = 0; p < pages.size(); p++) {
                List<StreamRecord> records = pages.get(p).records();
                for (int i = 0; i < records.size(); i++) {
                    if (records.get(i).arrivedAt().isBefore(timestamp)) {
                        position = id + "/" + p + "/" + (i + 1);
                    }
                }
            }
            return position;
        }

        private String positionAfter(String sequenceNumber) {
            for (int p = 0; p < pages.size(); p++) {
                List<StreamRecord> records = pages.get(p).records();
                for (int i = 0; i < records.size(); i++) {
                    if (records.get(i).sequenceNumber().equals(sequenceNumber)) {
                        return id + "/" + p + "/" + (i + 1);
                    }
                }
            }
            throw new IllegalArgumentException(id + " has no record " + sequenceNumber);
        }

        private IteratedPage answer(int page, int first, int maxRecords) {
            boolean beyond = page >= pages.size();
            List<StreamRecord> records = beyond ? List.of() : pages.get(page).records();
            long behind = beyond ? 0 : pages.get(page).millisBehindLatest();
            int until = Math.min(records.size(), first + maxRecords);
            boolean last = page >= pages.size() - 1 && until == records.size();
            String next = until < records.size()
                    ? id + "/" + page + "/" + until
                    : id + "/" + Math.min(page + 1, pages.size()) + "/0";
            boolean over = closedAt != null && last;
            return new IteratedPage(
                    new ShardPage(
                            records.subList(first, until),
                            over ? ShardPage.Successor.NONE : ShardPage.Successor.PAGE,
                            behind),
                    over ? null : next);
        }
    }
}
