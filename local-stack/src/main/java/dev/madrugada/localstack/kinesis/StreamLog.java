package dev.madrugada.localstack.kinesis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stream's records and preloads on disk. A preload counts from the frame that ends it: what a killed one left is cut
 * when the log is opened. One writer at a time; readers beside it.
 */
final class StreamLog implements AutoCloseable {
    private static final byte RECORD = 1;
    private static final byte PRELOAD_START = 2;
    private static final byte PRELOAD_END = 3;

    private final FrameLog frames;
    private final Map<Preload.Identity, Preload> preloads;
    private long records;

    private StreamLog(FrameLog frames, Map<Preload.Identity, Preload> preloads, long records) {
        this.frames = frames;
        this.preloads = preloads;
        this.records = records;
    }

    /** Where a writer puts its records. */
    @FunctionalInterface
    interface Sink {
        void put(StoredRecord stored) throws IOException;
    }

    /** What gives the records of one write to the sink. */
    @FunctionalInterface
    interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    /** Opens the log and hands on all its records, in as few batches as their order allows. */
    static StreamLog open(Path file, Consumer<Batch> batches) throws IOException {
        Opening opening = new Opening(batches);
        FrameLog frames = FrameLog.open(file, opening);
        if (opening.preloadStart.isPresent()) {
            frames.cut(opening.preloadStart.get());
            opening.forgetPreload();
        }
        opening.handOn();
        return new StreamLog(frames, opening.preloads, opening.records);
    }

    Optional<Preload> preloaded(Preload.Identity identity) {
        return Optional.ofNullable(preloads.get(identity));
    }

    /** How many records there are; no two live records get the same count. */
    long records() {
        return records;
    }

    /** Writes records; when it returns they survive the end of this process. */
    Batch write(Source source) throws IOException {
        long start = frames.end();
        try {
            Batch batch = new Batch();
            source.writeTo(stored -> add(stored, batch));
            frames.flush();
            records += batch.records();
            return batch;
        } catch (IOException | RuntimeException e) {
            frames.cut(start);
            throw e;
        }
    }

    /** Writes a preload's records and the word that they are complete; on any error nothing has happened. */
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
            frames.cut(start);
            throw e;
        }
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

    /** Writes records as they lie in the log, one after the other. */
    void copy(Page.Frames records, OutputStream out) throws IOException {
        frames.copy(records.offsets(), records.lengths(), out);
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }

    /** Puts the frames of a log together again. */
    private static final class Opening implements FrameLog.Visitor {
        private final Consumer<Batch> batches;
        private final Map<Preload.Identity, Preload> preloads = new HashMap<>();
        private final List<Batch> complete = new ArrayList<>();
        private Batch current = new Batch();
        private Optional<Long> preloadStart = Optional.empty();
        private int batchesBeforePreload;
        private long records;

        Opening(Consumer<Batch> batches) {
            this.batches = batches;
        }

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
                    batchesBeforePreload = complete.size();
                }
                case PRELOAD_END -> {
                    finishBatch();
                    Preload preload = Preload.decoded(content);
                    preloads.put(preload.identity(), preload);
                    preloadStart = Optional.empty();
                }
                default -> throw new IOException("frame of unknown kind " + kind + " at " + offset);
            }
        }

        private void finishBatch() {
            complete.add(current);
            current = new Batch();
        }

        void forgetPreload() {
            complete.subList(batchesBeforePreload, complete.size()).clear();
            current = new Batch();
        }

        void handOn() {
            finishBatch();
            for (Batch batch : complete) {
                records += batch.records();
                batches.accept(batch);
            }
        }
    }
}
