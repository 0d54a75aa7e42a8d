package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One stream: its description, its log, its index. Writers take turns; readers go on beside them. */
final class DataStream implements AutoCloseable {
    private final Path folder;
    private final Clock clock;
    private final ShardIndexes indexes = new ShardIndexes();
    private final Lock writing = new ReentrantLock();
    private final StreamLog log;
    private volatile StreamDescription description;

    /** A record before it has a number. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Entry(BigInteger hashKey, String partitionKey, byte[] data) {}

    /**
     * A record that arrived at a time of its own.
     *
     * @param at when it truly did, which is its place in the shard; now if empty
     * @param shownMillis when it says it did
     */
    record TimedEntry(Entry entry, OptionalLong at, OptionalLong shownMillis) {}

    /** Where a record came to lie. */
    record Placed(Shard shard, SequenceNumber number) {}

    /** A change of a stream's description that may be refused. */
    @FunctionalInterface
    interface Change {
        StreamDescription of(StreamDescription stream) throws ServiceException;
    }

    private DataStream(Path folder, Clock clock, StreamDescription description) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.description = description;
        indexes.grow(description.shards().size());
        this.log = StreamLog.open(folder.resolve("records.log"), indexes::add);
    }

    static DataStream create(Path folder, Clock clock, StreamDescription description) throws IOException {
        Files.createDirectories(folder);
        StreamFile.write(description, folder.resolve("stream.json"));
        return new DataStream(folder, clock, description);
    }

    static DataStream open(Path folder, Clock clock) throws IOException {
        return new DataStream(folder, clock, StreamFile.read(folder.resolve("stream.json")));
    }

    StreamDescription description() {
        return description;
    }

    /** What arrived before is trimmed. It follows clock and retention both ways: nothing is deleted. */
    Instant horizon() {
        return description.horizon(clock.instant());
    }

    void describe(Change change) throws IOException, ServiceException {
        writing.lock();
        try {
            StreamDescription changed = change.of(description);
            StreamFile.write(changed, folder.resolve("stream.json"));
            indexes.grow(changed.shards().size());
            description = changed;
        } finally {
            writing.unlock();
        }
    }

    /** Splits or merges: closes shards behind their last records and opens their children there. */
    void reshard(Resharding resharding) throws IOException, ServiceException {
        describe(stream -> {
            List<Shard> parents = resharding.parents(stream);
            long at = clock.millis();
            for (Shard parent : parents) {
                at = Math.max(at, floor(parent));
            }
            return resharding.applied(
                    stream, parents, new Resharding.Boundary(Instant.ofEpochMilli(at), log.records()));
        });
    }

    /** The earliest time at which the shard's next record can arrive so that it follows all others. */
    private long floor(Shard shard) {
        long opened = shard.opened().toEpochMilli();
        return indexes.last(shard.index())
                .map(last -> Math.max(opened, last.arrivalMillis()))
                .orElse(opened);
    }

    /** Puts records as they arrive, and says where, in the same order. */
    List<Placed> put(List<Entry> entries) throws IOException {
        writing.lock();
        try {
            long now = clock.millis();
            List<Placed> placed = new ArrayList<>(entries.size());
            indexes.add(log.write(sink -> {
                for (Entry entry : entries) {
                    Shard shard = description.openShardFor(entry.hashKey());
                    long arrival = Math.max(now, shard.opened().toEpochMilli());
                    SequenceNumber number = number(arrival, placed.size(), shard);
                    sink.put(new StoredRecord(number, entry.partitionKey(), entry.data()));
                    placed.add(new Placed(shard, number));
                }
            }));
            return placed;
        } finally {
            writing.unlock();
        }
    }

    private SequenceNumber number(long arrival, long ordinal, Shard shard) {
        return new SequenceNumber(arrival, SequenceNumber.LIVE, log.records() + ordinal, shard.index());
    }

    /**
     * Puts records each behind the last one of its shard, all or none.
     *
     * @throws ServiceException if one is to arrive before the last one of its shard, or before its shard was opened
     */
    List<Placed> append(List<TimedEntry> entries) throws IOException, ServiceException {
        writing.lock();
        try {
            List<Placed> placed = placed(entries);
            indexes.add(log.write(sink -> {
                for (int i = 0; i < entries.size(); i++) {
                    TimedEntry timed = entries.get(i);
                    SequenceNumber number = placed.get(i).number();
                    sink.put(new StoredRecord(
                            number,
                            timed.shownMillis().orElse(number.arrivalMillis()),
                            timed.entry().partitionKey(),
                            timed.entry().data()));
                }
            }));
            return placed;
        } finally {
            writing.unlock();
        }
    }

    private List<Placed> placed(List<TimedEntry> entries) throws ServiceException {
        long now = clock.millis();
        Map<Shard, Long> floors = new HashMap<>();
        List<Placed> placed = new ArrayList<>(entries.size());
        for (TimedEntry timed : entries) {
            Shard shard = description.openShardFor(timed.entry().hashKey());
            long floor = floors.computeIfAbsent(shard, this::floor);
            long arrival = timed.at().orElse(Math.max(now, floor));
            if (arrival < floor) {
                throw ServiceException.validation("record " + placed.size() + " is to arrive at " + arrival + " in "
                        + shard.id() + ", whose last one arrived, or which was opened, at " + floor);
            }
            floors.put(shard, arrival);
            placed.add(new Placed(shard, number(arrival, placed.size(), shard)));
        }
        return placed;
    }

    /** Puts a day's records unless it has them, all or none. Returns whether it had them already. */
    boolean preload(Preload preload, StreamLog.Source records) throws IOException {
        writing.lock();
        try {
            if (log.preloaded(preload.identity()).isPresent()) {
                return true;
            }
            indexes.add(log.write(preload, records));
            return false;
        } finally {
            writing.unlock();
        }
    }

    /** Puts what a fill makes, all or nothing. */
    long fill(Fill fill) throws IOException {
        writing.lock();
        try {
            List<Shard> open = description.shards().stream().filter(Shard::open).toList();
            Batch batch = log.write(fill.into(open, log.records()));
            indexes.add(batch);
            return batch.records();
        } finally {
            writing.unlock();
        }
    }

    /** After the last record there is now. */
    ShardPosition latest(Shard shard) {
        Optional<SequenceNumber> last = indexes.last(shard.index());
        return last.map(ShardPosition::after).orElse(ShardPosition.at(shard.starting()));
    }

    Page page(Shard shard, ShardIndexes.Asked asked) {
        return indexes.page(shard, asked, new ShardIndexes.Moment(clock.instant(), horizon()));
    }

    StreamLog log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
