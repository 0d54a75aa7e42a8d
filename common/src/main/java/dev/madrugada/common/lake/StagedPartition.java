package dev.madrugada.common.lake;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A partition's new content, written and checked, not yet published. Parts as in {@link Manifest}.
 *
 * @param base the generation that was current before the content's inputs were read, 0 for none
 */
public record StagedPartition(
        Partition partition,
        long base,
        String runId,
        URI location,
        List<Manifest.DataFile> files,
        Map<String, Manifest.ColumnFigures> columns,
        Digest content,
        Optional<Window> complete) {
    /** A draft that does not say which records are all in it. */
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

    /** The same, which says so. */
    public StagedPartition holdingAllOf(Optional<Window> window) {
        return new StagedPartition(partition, base, runId, location, files, columns, content, window);
    }

    public long rows() {
        return files.stream().mapToLong(Manifest.DataFile::rows).sum();
    }
}
