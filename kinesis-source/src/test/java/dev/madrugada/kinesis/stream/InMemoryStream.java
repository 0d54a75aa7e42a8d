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
 * A stream whose shards answer the pages they were given, page by page, as a real stream may: empty in mid-shard, at the
 * tip before their time. Counts what is asked of it. A closed shard's last page has no next iterator; behind an open
 * shard's last page lie empty pages at the tip, for ever.
 */
public final class InMemoryStream implements StreamClient {

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

    /** The shard is gone, and its children remember it. */
    public void trim(String id) {
        shards.remove(id);
    }

    public void keepFor(Duration otherRetention) {
        retention = otherRetention;
    }

    /** Lets the next page fail; further failures queue up behind it. */
    public void failNext(KinesisSourceException failure) {
        failures.add(failure);
    }

    /** What was called, in order, as {@code Action argument…}. */
    public List<String> made() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    public long pagesRead() {
        return made().stream().filter(call -> call.startsWith("page ")).count();
    }

    public int timesClosed() {
        return closed;
    }

    @Override
    public StreamSummary summary() {
        calls.add("summary");
        return new StreamSummary(retention);
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

    /** Null if there is no such shard. */
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

    IteratedPage page(String iterator, int atMost) {
        calls.add("page " + iterator);
        String[] parts = iterator.split("/", -1);
        return shard(parts[0]).answer(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), atMost);
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
        public ShardPage next(int atMost) {
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
            IteratedPage answer = page(at, atMost);
            iterator = answer.nextIterator();
            return answer.page();
        }

        @Override
        public Duration rest() {
            return Duration.ZERO;
        }
    }

    /** A shard as a list of pages; built by saying them one after the other. */
    public static final class Shard {

        private final String id;
        private final List<ShardPage> pages = new ArrayList<>();
        private List<String> parents = List.of();
        private @Nullable Instant openedAt;
        private @Nullable Instant closedAt;

        private Shard(String id) {
            this.id = id;
        }

        /** The shard was split off from, or merged out of, these. */
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
         * Behind the last record that arrived before {@code timestamp}. Where arrivals are out of order, that is the
         * least that the service promises: it passes over records before that one which arrived later.
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

        private IteratedPage answer(int page, int first, int atMost) {
            boolean beyond = page >= pages.size();
            List<StreamRecord> records = beyond ? List.of() : pages.get(page).records();
            long behind = beyond ? 0 : pages.get(page).millisBehindLatest();
            int until = Math.min(records.size(), first + atMost);
            boolean last = page >= pages.size() - 1 && until == records.size();
            String next = until < records.size()
                    ? id + "/" + page + "/" + until
                    : id + "/" + Math.min(page + 1, pages.size()) + "/0";
            boolean over = closedAt != null && last;
            return new IteratedPage(
                    new ShardPage(
                            records.subList(first, until),
                            over ? ShardPage.Successor.NOTHING : ShardPage.Successor.PAGE,
                            behind),
                    over ? null : next);
        }
    }
}
