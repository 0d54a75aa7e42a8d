package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.StreamRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose shards answer the pages they were given, page by page, as a real stream may: empty in mid-shard, at the
 * tip before their time. Counts what is asked of it. A closed shard's last page has no next iterator; behind an open
 * shard's last page lie empty pages at the tip, for ever.
 */
public final class InMemoryStream implements StreamClient {

    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final Duration retention;
    private final List<String> calls = new ArrayList<>();
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

    /** What was called, in order, as {@code Action argument…}. */
    public List<String> calls() {
        return calls;
    }

    public long pagesRead() {
        return calls.stream().filter(call -> call.startsWith("page ")).count();
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
    public List<String> shardsSince(Instant from) {
        calls.add("shardsSince " + from);
        return shards.values().stream()
                .filter(shard -> shard.closedAt == null || !shard.closedAt.isBefore(from))
                .map(shard -> shard.id)
                .toList();
    }

    @Override
    public String iteratorAt(String shardId, Instant timestamp) {
        calls.add("iteratorAt " + shardId + " " + timestamp);
        Shard shard = shards.get(shardId);
        if (shard == null) {
            throw new StreamRefusedException("StreamRefused: no shard " + shardId, null);
        }
        return shard.positionAt(timestamp);
    }

    @Override
    public ShardPage page(String iterator) {
        calls.add("page " + iterator);
        String[] parts = iterator.split("/", -1);
        Shard shard = shards.get(parts[0]);
        if (shard == null) {
            throw new IllegalArgumentException(iterator);
        }
        return shard.answer(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public void close() {
        closed++;
    }

    /** A record whose payload is its sequence number. */
    public static StreamRecord record(String sequenceNumber, String arrivedAt) {
        return new StreamRecord(
                sequenceNumber,
                "key-" + sequenceNumber,
                Instant.parse(arrivedAt),
                sequenceNumber.getBytes(StandardCharsets.UTF_8));
    }

    /** A shard as a list of pages; built by saying them one after the other. */
    public static final class Shard {

        private final String id;
        private final List<ShardPage> pages = new ArrayList<>();
        private @Nullable Instant closedAt;

        private Shard(String id) {
            this.id = id;
        }

        public Shard page(StreamRecord... records) {
            return page(60_000, records);
        }

        public Shard page(long millisBehindLatest, StreamRecord... records) {
            pages.add(new ShardPage(List.of(records), null, millisBehindLatest));
            return this;
        }

        /**
         * Behind the last record that arrived before {@code timestamp}. Where arrivals are out of order, that is the
         * least that the service promises: it passes over records before that one which arrived later.
         */
        private String positionAt(Instant timestamp) {
            int page = 0;
            int first = 0;
            for (int p = 0; p < pages.size(); p++) {
                List<StreamRecord> records = pages.get(p).records();
                for (int i = 0; i < records.size(); i++) {
                    if (records.get(i).arrivedAt().isBefore(timestamp)) {
                        page = p;
                        first = i + 1;
                    }
                }
            }
            return id + "/" + page + "/" + first;
        }

        private ShardPage answer(int page, int first) {
            boolean beyond = page >= pages.size();
            ShardPage scripted = beyond ? new ShardPage(List.of(), null, 0) : pages.get(page);
            boolean last = page >= pages.size() - 1;
            String next = closedAt != null && last ? null : id + "/" + Math.min(page + 1, pages.size()) + "/0";
            List<StreamRecord> records = scripted.records();
            return new ShardPage(records.subList(first, records.size()), next, scripted.millisBehindLatest());
        }
    }
}
