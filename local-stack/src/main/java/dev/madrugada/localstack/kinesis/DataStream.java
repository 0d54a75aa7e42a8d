package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/** One stream: its description, its log, its index. Writers take turns; readers go on beside them. */
final class DataStream implements AutoCloseable {
    private final Path folder;
    private final Clock clock;
    private final List<ShardIndex> indexes = new ArrayList<>();
    private final Lock writing = new ReentrantLock();
    private final ReadWriteLock indexLock = new ReentrantReadWriteLock();
    private final StreamLog log;
    private volatile StreamDescription description;

    /** A record before it has a number. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Entry(Shard shard, String partitionKey, byte[] data) {}

    private DataStream(Path folder, Clock clock, StreamDescription description) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.description = description;
        for (Shard shard : description.shards()) {
            indexes.add(new ShardIndex(shard.index()));
        }
        this.log = StreamLog.open(folder.resolve("records.log"), this::index);
    }

    static DataStream create(Path folder, Clock clock, StreamDescription description) throws IOException {
        Files.createDirectories(folder);
        description.write(folder.resolve("stream.json"));
        return new DataStream(folder, clock, description);
    }

    static DataStream open(Path folder, Clock clock) throws IOException {
        return new DataStream(folder, clock, StreamDescription.read(folder.resolve("stream.json")));
    }

    StreamDescription description() {
        return description;
    }

    void describe(UnaryOperator<StreamDescription> change) throws IOException {
        writing.lock();
        try {
            StreamDescription changed = change.apply(description);
            changed.write(folder.resolve("stream.json"));
            description = changed;
        } finally {
            writing.unlock();
        }
    }

    /** Puts records as they arrive, and returns their numbers in the same order. */
    List<SequenceNumber> put(List<Entry> entries) throws IOException {
        writing.lock();
        try {
            long arrival = clock.millis();
            List<SequenceNumber> numbers = new ArrayList<>(entries.size());
            index(log.write(sink -> {
                for (Entry entry : entries) {
                    SequenceNumber number = new SequenceNumber(
                            arrival,
                            SequenceNumber.LIVE,
                            log.records() + numbers.size(),
                            entry.shard().index());
                    sink.put(new StoredRecord(number, entry.partitionKey(), entry.data()));
                    numbers.add(number);
                }
            }));
            return numbers;
        } finally {
            writing.unlock();
        }
    }

    /** Puts a day's records unless it has them, all or none. Returns whether it had them already. */
    boolean preload(Preload preload, StreamLog.Source records) throws IOException {
        writing.lock();
        try {
            if (log.preloaded(preload.identity()).isPresent()) {
                return true;
            }
            index(log.write(preload, records));
            return false;
        } finally {
            writing.unlock();
        }
    }

    private void index(Batch batch) {
        indexLock.writeLock().lock();
        try {
            batch.shards().forEach(entry -> {
                indexes.set(entry.getKey(), indexes.get(entry.getKey()).with(entry.getValue()));
            });
        } finally {
            indexLock.writeLock().unlock();
        }
    }

    /** After the last record there is now. */
    ShardPosition latest(Shard shard) {
        indexLock.readLock().lock();
        try {
            ShardIndex index = indexes.get(shard.index());
            return index.size() == 0
                    ? ShardPosition.at(shard.starting())
                    : ShardPosition.after(index.sequenceNumber(index.size() - 1));
        } finally {
            indexLock.readLock().unlock();
        }
    }

    /** Where a page's records lie, found under the lock and read outside it. */
    private record Located(SequenceNumber number, long offset, int length) {}

    Page page(Shard shard, ShardPosition from, int limit, Quirks.Turn turn) throws IOException, ServiceException {
        List<Located> found = new ArrayList<>();
        int ahead;
        long nextArrival = 0;
        indexLock.readLock().lock();
        try {
            ShardIndex index = indexes.get(shard.index());
            int first = from.in(index);
            ahead = index.size() - first;
            int count = wanted(turn, Math.min(limit, ahead));
            long bytes = 0;
            for (int i = first; i < first + count && bytes + index.length(i) <= Page.MAX_BYTES; i++) {
                bytes += index.length(i);
                found.add(new Located(index.sequenceNumber(i), index.offset(i), index.length(i)));
            }
            if (found.isEmpty() && count > 0) {
                found.add(new Located(index.sequenceNumber(first), index.offset(first), index.length(first)));
            }
            if (found.size() < ahead) {
                nextArrival = index.arrival(first + found.size());
            }
        } finally {
            indexLock.readLock().unlock();
        }
        List<StoredRecord> records = new ArrayList<>(found.size());
        for (Located located : found) {
            records.add(log.read(located.offset(), located.length()));
        }
        boolean more = found.size() < ahead;
        boolean claimsTip = !more || (turn == Quirks.Turn.EARLY_ZERO && !found.isEmpty());
        long behind = claimsTip ? 0 : Math.max(1, clock.millis() - nextArrival);
        ShardPosition next = found.isEmpty()
                ? from
                : ShardPosition.after(found.get(found.size() - 1).number());
        boolean ended = !more && !shard.open();
        return new Page(records, ended ? Optional.empty() : Optional.of(next), behind);
    }

    private static int wanted(Quirks.Turn turn, int available) {
        return switch (turn) {
            case PLAIN -> available;
            case EARLY_ZERO -> available - available / 2;
            case EMPTY -> 0;
        };
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
