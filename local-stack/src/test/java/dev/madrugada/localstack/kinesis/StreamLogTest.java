package dev.madrugada.localstack.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamLogTest {
    private static final Preload DAY = new Preload(LocalDate.of(2001, 1, 1), "day", "0123456789abcdef", 2);

    private Path file = Path.of("");

    @BeforeEach
    void freshFile() throws IOException {
        file = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "log")
                .resolve("records.log");
    }

    private static StoredRecord stored(long ordinal, String data) {
        return new StoredRecord(
                new SequenceNumber(1000, SequenceNumber.LIVE, ordinal, 0), "k", data.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> contents() throws IOException {
        List<Batch> batches = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        try (StreamLog log = StreamLog.open(file, batches::add)) {
            for (Batch batch : batches) {
                for (var shard : batch.shards()) {
                    for (int i = 0; i < shard.getValue().size(); i++) {
                        StoredRecord read = log.read(
                                shard.getValue().offset(i), shard.getValue().length(i));
                        contents.add(new String(read.data(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return contents;
    }

    private void write(StreamLog.Source source) throws IOException {
        try (StreamLog log = StreamLog.open(file, batch -> {})) {
            var unused = log.write(source);
        }
    }

    @Test
    void anExpiryIsForTheRecordsBeforeIt() throws IOException {
        try (StreamLog log = StreamLog.open(file, batch -> {})) {
            var unused = log.write(sink -> sink.put(stored(0, "before")));
            log.expire(2_000);
            unused = log.write(sink -> sink.put(stored(1, "after")));
        }
        List<String> events = new ArrayList<>();
        StreamLog.open(file, new StreamLog.Listener() {
                    @Override
                    public void records(Batch batch) {
                        events.add(batch.records() + " records");
                    }

                    @Override
                    public void expired(long horizonMillis) {
                        events.add("expired before " + horizonMillis);
                    }
                })
                .close();

        assertThat(events).containsExactly("1 records", "expired before 2000", "1 records");
        assertThat(contents()).containsExactly("before", "after");
    }

    @Test
    void truncatesAnIncompleteFrame() throws IOException {
        write(sink -> sink.put(stored(0, "whole")));
        long whole = Files.size(file);
        write(sink -> sink.put(stored(1, "torn by the kill")));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 3);
        }

        assertThat(contents()).containsExactly("whole");
        assertThat(Files.size(file)).isEqualTo(whole);
        write(sink -> sink.put(stored(1, "next")));
        assertThat(contents()).containsExactly("whole", "next");
    }

    @Test
    void truncatesAFrameWithAWrongChecksum() throws IOException {
        write(sink -> sink.put(stored(0, "whole")));
        write(sink -> sink.put(stored(1, "spoilt")));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(contents()).containsExactly("whole");
    }

    @Test
    void removesAnIncompletePreload() throws IOException {
        write(sink -> sink.put(stored(0, "before")));
        long before = Files.size(file);
        try (StreamLog log = StreamLog.open(file, batch -> {})) {
            var unused = log.write(DAY, sink -> {
                sink.put(new StoredRecord(
                        DAY.number(DAY.spread(0, java.time.ZoneOffset.UTC), 0, 0), "1", new byte[] {'a'}));
                sink.put(new StoredRecord(
                        DAY.number(DAY.spread(1, java.time.ZoneOffset.UTC), 1, 0), "2", new byte[] {'b'}));
            });
            assertThat(log.preloaded(DAY.identity())).isPresent();
        }
        assertThat(contents()).containsExactly("before", "a", "b");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 1);
        }

        assertThat(contents()).containsExactly("before");
        assertThat(Files.size(file)).isEqualTo(before);
        try (StreamLog log = StreamLog.open(file, batch -> {})) {
            assertThat(log.preloaded(DAY.identity())).isEmpty();
        }
    }

    @Test
    void rollsBackAFailedWrite() throws IOException {
        write(sink -> sink.put(stored(0, "before")));
        assertThatThrownBy(() -> write(sink -> {
                    sink.put(stored(1, "x".repeat(3 << 20)));
                    throw new IOException("the file ended");
                }))
                .hasMessage("the file ended");
        write(sink -> sink.put(stored(1, "after")));
        assertThat(contents()).containsExactly("before", "after");
    }

    @Test
    void readsRecordsLargerThanTheBuffer() throws IOException {
        write(sink -> {
            sink.put(stored(0, "small"));
            sink.put(stored(1, "x".repeat(3 << 20)));
            sink.put(stored(2, "small again"));
        });
        assertThat(contents()).extracting(String::length).containsExactly(5, 3 << 20, 11);
    }

    @Test
    void copiesFramesWithinAndAcrossSegments() throws IOException {
        int size = 1_500_000;
        try (StreamLog log = StreamLog.open(file, batch -> {})) {
            Batch batch = log.write(sink -> {
                for (int i = 0; i < 30; i++) {
                    byte[] data = new byte[size];
                    Arrays.fill(data, (byte) i);
                    sink.put(new StoredRecord(new SequenceNumber(1000, SequenceNumber.LIVE, i, 0), "k", data));
                }
            });
            ShardIndex index = batch.shards().iterator().next().getValue();
            long[] offsets = IntStream.range(0, 30).mapToLong(index::offset).toArray();
            int[] lengths = IntStream.range(0, 30).map(index::length).toArray();
            Page.Frames all = new Page.Frames(offsets, lengths);
            List<StoredRecord> read = log.read(all);
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            log.copy(all, copied);
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            for (int i = 0; i < 30; i++) {
                assertThat(read.get(i).data()).hasSize(size).endsWith((byte) i);
                encoded.writeBytes(read.get(i).encoded());
            }
            assertThat(copied.toByteArray()).isEqualTo(encoded.toByteArray());
        }
    }
}
