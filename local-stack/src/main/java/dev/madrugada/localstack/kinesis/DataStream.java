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

/**
 * One stream: its description, its record log and its indexes. One writer at a time holds a lock; readers do not wait
 * for the lock. Thread-safe.
 */
final class DataStream implements AutoCloseable {
    private final Path folder;
    private final Clock clock;
    private final ShardIndexes indexes = new ShardIndexes();
    private final Lock writing = new ReentrantLock();
    private final StreamLog log;
    private volatile StreamDescription description;

    /** The latest horizon before which records have expired for good. */
    private volatile Instant expired = Instant.MIN;

    /** A record that has no sequence number yet. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(BigInteger hashKey, String partitionKey, byte[] data) {}

    /**
     * A record with an explicit arrival time.
     *
     * @param at arrival time in epoch milliseconds, which determines the record's place in the shard; if empty, now or
     *     the shard's last arrival, whichever is later
     * @param reportedMillis ApproximateArrivalTimestamp that readers see, in epoch milliseconds; the arrival time if
     *     empty
     */
    record TimedEntry(Entry entry, OptionalLong at, OptionalLong reportedMillis) {}

    /** The shard and the sequence number that a record received. */
    record Placed(Shard shard, SequenceNumber number) {}

    /** Derives the new description of a stream, or rejects the change. */
    @FunctionalInterface
    interface Change {
        StreamDescription of(StreamDescription stream) throws ServiceException;
    }

    private DataStream(Path folder, Clock clock, StreamDescription description) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.description = description;
        indexes.grow(description.shards().size());
        this.log = StreamLog.open(log(folder), new StreamLog.Listener() {
            @Override
            public void records(Batch batch) {
                indexes.add(batch);
            }

            @Override
            public void expired(long horizonMillis) {
                removeExpired(horizonMillis);
            }
        });
    }

    static DataStream create(Path folder, Clock clock, StreamDescription description) throws IOException {
        Files.createDirectories(folder);
        StreamFile.write(description, folder.resolve("stream.json"));
        return new DataStream(folder, clock, description);
    }

    static DataStream open(Path folder, Clock clock) throws IOException {
        return new DataStream(folder, clock, StreamFile.read(folder.resolve("stream.json")));
    }

    /** The file of a stream's records. */
    static Path log(Path folder) {
        return folder.resolve("records.log");
    }

    StreamDescription description() {
        return description;
    }

    /**
     * The trim horizon of shards: a shard that was closed earlier no longer exists. It moves with the clock and the
     * retention period, and never backwards past an {@link #expire expiry}.
     */
    Instant horizon() {
        Instant now = description.horizon(clock.instant());
        return now.isAfter(expired) ? now : expired;
    }

    /**
     * Removes the records before the trim horizon for good. Called before and after a change that may move the horizon
     * backwards: neither a longer retention period nor an earlier clock returns these records. Records put later are
     * served if they arrive after the horizon of that time.
     */
    void expire() throws IOException {
        writing.lock();
        try {
            Instant horizon = description.horizon(clock.instant());
            if (indexes.holdsBefore(horizon.toEpochMilli()) || endsBefore(horizon)) {
                log.expire(horizon.toEpochMilli());
                removeExpired(horizon.toEpochMilli());
            }
        } finally {
            writing.unlock();
        }
    }

    /** Whether a shard was closed before the horizon and has not expired yet. */
    private boolean endsBefore(Instant horizon) {
        return description.shards().stream()
                .anyMatch(shard -> !shard.wasOpenAtOrAfter(horizon) && shard.wasOpenAtOrAfter(expired));
    }

    private void removeExpired(long horizonMillis) {
        indexes.removeBefore(horizonMillis);
        Instant horizon = Instant.ofEpochMilli(horizonMillis);
        expired = horizon.isAfter(expired) ? horizon : expired;
    }

    /** Changes the description. Records that have expired by the description so far stay expired. */
    void updateDescription(Change change) throws IOException, ServiceException {
        writing.lock();
        try {
            expire();
            StreamDescription changed = change.of(description);
            StreamFile.write(changed, folder.resolve("stream.json"));
            indexes.grow(changed.shards().size());
            description = changed;
        } finally {
            writing.unlock();
        }
    }

    /** Splits or merges shards: closes the parents after their last records and opens the children at the same time. */
    void reshard(Resharding resharding) throws IOException, ServiceException {
        updateDescription(stream -> {
            List<Shard> parents = resharding.parents(stream);
            long at = clock.millis();
            for (Shard parent : parents) {
                at = Math.max(at, earliestArrival(parent));
            }
            return resharding.applied(
                    stream, parents, new Resharding.Boundary(Instant.ofEpochMilli(at), log.records()));
        });
    }

    /**
     * The earliest arrival time of the shard's next record: not before the last record and not before the shard was
     * opened.
     */
    private long earliestArrival(Shard shard) {
        long opened = shard.opened().toEpochMilli();
        return indexes.last(shard.index())
                .map(last -> Math.max(opened, last.arrivalMillis()))
                .orElse(opened);
    }

    /** Puts records that arrive now. Returns their shards and sequence numbers in the same order. */
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
     * Puts records after the last record of their shards, all or none. Returns their shards and sequence numbers in the
     * same order.
     *
     * @throws ServiceException if a record's arrival time precedes the last record of its shard or the opening of the
     *     shard
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
                            timed.reportedMillis().orElse(number.arrivalMillis()),
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
            long floor = floors.computeIfAbsent(shard, this::earliestArrival);
            long arrival = timed.at().orElse(Math.max(now, floor));
            if (arrival < floor) {
                throw ServiceException.validation("record " + placed.size() + " would arrive at " + arrival + " in "
                        + shard.id() + ", before the shard's last record or its opening at " + floor);
            }
            floors.put(shard, arrival);
            placed.add(new Placed(shard, number(arrival, placed.size(), shard)));
        }
        return placed;
    }

    /**
     * Puts the records of a preload, all or none. Does nothing and returns true if the stream holds this preload
     * already.
     */
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

    /** Puts generated records, all or none. Returns the number of records. */
    long fill(GeneratedRecords fill) throws IOException {
        writing.lock();
        try {
            List<Shard> open = description.shards().stream().filter(Shard::open).toList();
            Batch batch = log.write(fill.source(open, log.records()));
            indexes.add(batch);
            return batch.records();
        } finally {
            writing.unlock();
        }
    }

    /** The position after the shard's last record. */
    ShardPosition latest(Shard shard) {
        Optional<SequenceNumber> last = indexes.last(shard.index());
        return last.map(ShardPosition::after).orElse(ShardPosition.at(shard.starting()));
    }

    Page page(Shard shard, ShardIndexes.PageRequest request) {
        Instant now = clock.instant();
        return indexes.page(shard, request, new ShardIndexes.PageTime(now, description.horizon(now)));
    }

    StreamLog log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
