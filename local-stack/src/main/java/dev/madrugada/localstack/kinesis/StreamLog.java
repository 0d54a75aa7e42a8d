package dev.madrugada.localstack.kinesis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log of a stream's records and preloads on disk. A preload is committed by its end frame. If a process is killed
 * during a preload, the end frame is missing, and opening the log removes the preload. Supports one writer and many
 * concurrent readers.
 */
final class StreamLog implements AutoCloseable {
    private static final byte RECORD = 1;
    private static final byte PRELOAD_START = 2;
    private static final byte PRELOAD_END = 3;
    private static final byte EXPIRY = 4;

    private final FrameLog frames;
    private final Map<Preload.Identity, Preload> preloads;
    private long records;

    private StreamLog(FrameLog frames, Map<Preload.Identity, Preload> preloads, long records) {
        this.frames = frames;
        this.preloads = preloads;
        this.records = records;
    }

    /** Receives the records of a write. */
    @FunctionalInterface
    interface Sink {
        void put(StoredRecord stored) throws IOException;
    }

    /** Receives the index entries and the expiries of a log, in their order, when the log is opened. */
    @FunctionalInterface
    interface Listener {
        void records(Batch batch);

        /** The records received so far that arrived before this time have expired for good. */
        default void expired(long horizonMillis) {}
    }

    /** Produces the records of one write. */
    @FunctionalInterface
    interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    /**
     * Opens the log and passes the index entries of all its records to the listener, in as few batches as the order of
     * the records allows.
     */
    static StreamLog open(Path file, Listener listener) throws IOException {
        Replay replay = new Replay();
        FrameLog frames = FrameLog.open(file, replay);
        if (replay.preloadStart.isPresent()) {
            frames.truncate(replay.preloadStart.get());
            replay.discardIncompletePreload();
        }
        replay.deliver(listener);
        return new StreamLog(frames, replay.preloads, replay.records);
    }

    /** Rewrites a closed log without the preloads of a day, and returns their number. */
    static int removePreloads(Path file, LocalDate date) throws IOException {
        Path rewritten = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(rewritten);
        int[] removed = {0};
        boolean[] isRemoving = {false};
        try (FrameLog kept = FrameLog.open(rewritten, (kind, offset, content) -> {})) {
            FrameLog.open(file, (kind, offset, content) -> {
                        if (kind == PRELOAD_START
                                && Preload.decoded(content).date().equals(date)) {
                            isRemoving[0] = true;
                            removed[0]++;
                        }
                        if (!isRemoving[0]) {
                            byte[] bytes = new byte[content.remaining()];
                            content.duplicate().get(bytes);
                            var unused = kept.append(kind, bytes);
                        }
                        isRemoving[0] &= kind != PRELOAD_END;
                    })
                    .close();
            kept.force();
        }
        Files.move(rewritten, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return removed[0];
    }

    Optional<Preload> preloaded(Preload.Identity identity) {
        return Optional.ofNullable(preloads.get(identity));
    }

    /** The number of records. This number provides unique ordinals for the sequence numbers of live records. */
    long records() {
        return records;
    }

    /**
     * Writes records. When this method returns, the records survive the end of this process. On an error, no record is
     * written.
     */
    Batch write(Source source) throws IOException {
        long start = frames.end();
        try {
            Batch batch = new Batch();
            source.writeTo(stored -> add(stored, batch));
            frames.flush();
            records += batch.records();
            return batch;
        } catch (IOException | RuntimeException e) {
            frames.truncate(start);
            throw e;
        }
    }

    /**
     * Writes a preload's records and its end frame, and forces the file to the disk. On an error, no record is written.
     */
    Batch write(Preload preload, Source source) throws IOException {
        long start = frames.end();
        try {
            var unused = frames.append(PRELOAD_START, preload.encoded());
            Batch batch = new Batch();
            source.writeTo(stored -> add(stored, batch));
            unused = frames.append(PRELOAD_END, preload.encoded());
            frames.force();
            records += batch.records();
            preloads.put(preload.identity(), preload);
            return batch;
        } catch (IOException | RuntimeException e) {
            frames.truncate(start);
            throw e;
        }
    }

    /** Notes that the records so far that arrived before the horizon have expired for good. */
    void expire(long horizonMillis) throws IOException {
        var unused = frames.append(
                EXPIRY, ByteBuffer.allocate(Long.BYTES).putLong(horizonMillis).array());
        frames.flush();
    }

    private void add(StoredRecord stored, Batch batch) throws IOException {
        byte[] encoded = stored.encoded();
        batch.add(stored.number(), frames.append(RECORD, encoded), encoded.length);
    }

    StoredRecord read(long offset, int length) throws IOException {
        return StoredRecord.decoded(frames.read(offset, length));
    }

    List<StoredRecord> read(Page.Frames records) throws IOException {
        List<StoredRecord> read = new ArrayList<>(records.count());
        for (int i = 0; i < records.count(); i++) {
            read.add(read(records.offsets()[i], records.lengths()[i]));
        }
        return read;
    }

    /** Writes the encoded records, one after the other. */
    void copy(Page.Frames records, OutputStream out) throws IOException {
        frames.copy(records.offsets(), records.lengths(), out);
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }

    /** Rebuilds index entries and preloads from the frames of a log. */
    private static final class Replay implements FrameLog.Visitor {
        private final Map<Preload.Identity, Preload> preloads = new HashMap<>();
        private final List<Consumer<Listener>> complete = new ArrayList<>();
        private Batch current = new Batch();
        private Optional<Long> preloadStart = Optional.empty();
        private int eventsBeforePreload;
        private long recordsBeforePreload;
        private long records;

        @Override
        public void frame(byte kind, long offset, ByteBuffer content) throws IOException {
            switch (kind) {
                case RECORD -> {
                    SequenceNumber number = StoredRecord.number(content);
                    if (!current.canAdd(number)) {
                        finishBatch();
                    }
                    current.add(number, offset, content.remaining());
                }
                case PRELOAD_START -> {
                    finishBatch();
                    preloadStart = Optional.of(offset);
                    eventsBeforePreload = complete.size();
                    recordsBeforePreload = records;
                }
                case PRELOAD_END -> {
                    finishBatch();
                    Preload preload = Preload.decoded(content);
                    preloads.put(preload.identity(), preload);
                    preloadStart = Optional.empty();
                }
                case EXPIRY -> {
                    finishBatch();
                    long horizonMillis = content.getLong(content.position());
                    complete.add(listener -> listener.expired(horizonMillis));
                }
                default -> throw new IOException("frame of unknown kind " + kind + " at " + offset);
            }
        }

        private void finishBatch() {
            Batch finished = current;
            records += finished.records();
            complete.add(listener -> listener.records(finished));
            current = new Batch();
        }

        void discardIncompletePreload() {
            complete.subList(eventsBeforePreload, complete.size()).clear();
            records = recordsBeforePreload;
            current = new Batch();
        }

        void deliver(Listener listener) {
            finishBatch();
            complete.forEach(event -> event.accept(listener));
        }
    }
}
