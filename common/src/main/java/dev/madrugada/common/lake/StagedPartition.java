package dev.madrugada.common.lake;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A partition's new content, which is written and checked but not yet published. The components are those of {@link
 * Manifest}.
 *
 * @param base the number of the generation that was current before the content's inputs were read; 0 if there was none
 */
public record StagedPartition(
        Partition partition,
        long base,
        String runId,
        URI location,
        List<Manifest.DataFile> files,
        Map<String, Manifest.ColumnFigures> columns,
        Digest content,
        Optional<Arrivals> arrivals) {
    /** A staged partition of a table other than raw. */
    public StagedPartition(
            Partition partition,
            long base,
            String runId,
            URI location,
            List<Manifest.DataFile> files,
            Map<String, Manifest.ColumnFigures> columns,
            Digest content) {
        this(partition, base, runId, location, files, columns, content, Optional.empty());
    }

    /** A copy with what the hour was read from. */
    public StagedPartition with(Arrivals read) {
        return new StagedPartition(partition, base, runId, location, files, columns, content, Optional.of(read));
    }

    /** The name of the run's folder, which is unique. */
    public String folder() {
        String path = location.getPath();
        return path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
    }

    /** The generation after the base, with this content. */
    Manifest asNextGeneration(String dataset, Instant publishedAt) {
        return new Manifest(
                Manifest.VERSION,
                dataset,
                partition,
                base + 1,
                runId,
                publishedAt,
                location,
                files,
                columns,
                content,
                arrivals.orElse(null));
    }

    public long rows() {
        return files.stream().mapToLong(Manifest.DataFile::rows).sum();
    }
}
