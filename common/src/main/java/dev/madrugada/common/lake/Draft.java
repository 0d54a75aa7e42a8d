package dev.madrugada.common.lake;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A partition's new content, written and checked, not yet published. Parts as in {@link Manifest}.
 *
 * @param base the generation that was current before the content's inputs were read, 0 for none
 */
public record Draft(
        Partition partition,
        long base,
        String runId,
        URI location,
        List<Manifest.DataFile> files,
        Map<String, Manifest.ColumnFigures> columns,
        Digest content) {
    public long rows() {
        return files.stream().mapToLong(Manifest.DataFile::rows).sum();
    }
}
