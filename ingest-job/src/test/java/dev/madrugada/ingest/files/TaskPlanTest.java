package dev.madrugada.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskPlanTest {
    private static final long MIB = 1L << 20;

    @Test
    void neighboursShareATaskInOrder() throws IOException {
        List<List<FilePart>> tasks = new TaskPlan(2, file -> false)
                .tasks(files(IntStream.range(0, 100).mapToLong(i -> MIB).toArray()));

        assertThat(tasks).hasSizeBetween(2, 3);
        assertThat(tasks.stream().flatMap(List::stream).map(part -> part.file().uri()))
                .containsExactlyElementsOf(
                        files(new long[100]).stream().map(ListedFile::uri).toList());
    }

    @Test
    void manySmallFilesTakeFewTasks() throws IOException {
        assertThat(new TaskPlan(8, file -> false)
                        .tasks(files(
                                LongStream.generate(() -> 1000).limit(100_000).toArray())))
                .hasSizeLessThan(300);
    }

    @Test
    void aLargeFileOfLinesIsSplitWithoutAGap() throws IOException {
        long length = 1000 * MIB + 7;
        List<FilePart> parts = new TaskPlan(4, file -> true)
                .tasks(files(length)).stream().flatMap(List::stream).toList();

        assertThat(parts).hasSize(8);
        long at = 0;
        for (FilePart part : parts) {
            assertThat(part.from()).isEqualTo(at);
            at = part.to();
        }
        assertThat(at).isEqualTo(Long.MAX_VALUE);
        assertThat(parts.stream().mapToLong(FilePart::bytes).sum()).isEqualTo(length);
        assertThat(new TaskPlan(4, file -> false).tasks(files(length))).hasSize(1);
    }

    private static List<ListedFile> files(long... bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> new ListedFile(
                        URI.create(String.format("s3://bucket/%06d", i)),
                        bytes[i],
                        Instant.EPOCH,
                        "etag",
                        Instant.EPOCH,
                        ListedFile.Content.RECORDS))
                .toList();
    }
}
