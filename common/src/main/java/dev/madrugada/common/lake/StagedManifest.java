package dev.madrugada.common.lake;

import dev.madrugada.common.lake.Manifest.ColumnFigures;
import dev.madrugada.common.lake.Manifest.DataFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored form of a staged partition. It contains no location: the object's name is that of the run's folder.
 *
 * @param version the version of this format; others are refused
 * @param base the number of the generation that was current before the content's inputs were read
 */
record StagedManifest(
        int version,
        String dataset,
        Partition partition,
        long base,
        String runId,
        List<DataFile> files,
        Map<String, ColumnFigures> columns,
        Digest content) {
    static final int VERSION = 1;

    StagedManifest {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a staged manifest of version " + version + "; this release reads version " + VERSION);
        }
        files = List.copyOf(files);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    static StagedManifest of(LakeTable table, StagedPartition staged) {
        return new StagedManifest(
                VERSION,
                table.dataset(),
                staged.partition(),
                staged.base(),
                staged.runId(),
                staged.files(),
                staged.columns(),
                staged.content());
    }

    StagedPartition in(LakeTable table, String folder) {
        return new StagedPartition(partition, base, runId, table.runFolder(partition, folder), files, columns, content);
    }
}
