package dev.madrugada.common.spark.sink;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest.DataFile;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.schema.PublishedColumns;
import dev.madrugada.common.spark.ContentDigest;
import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A partition whose files the tasks of a run have written.
 *
 * @param base the number of the generation that was current before the content's inputs were read; 0 if there was none
 * @param runFolder the name of the run's folder, which no earlier attempt has used
 * @param files the files of all tasks that succeeded
 */
public record WrittenPartition(
        LakeTable table, Partition partition, long base, String runFolder, List<ParquetFile.Written> files) {
    public WrittenPartition {
        files = List.copyOf(files);
    }

    private URI location() {
        return table.runFolder(partition, runFolder);
    }

    /**
     * The partition with the figures of all files. A listing is compared with the written files, and what attempts that
     * did not succeed left behind is deleted.
     *
     * @param figures the figures with which the files were written
     * @param columns the contract's columns of the table; empty for tables whose columns are not a contract's
     * @throws dev.madrugada.common.error.TerminalException ConservationViolated if the store lacks a file that was
     *     written, or has it with another size
     */
    public StagedPartition staged(ObjectStore store, String runId, RowFigures figures, List<Column> columns) {
        requireStored(store);
        RowFigures.Collected total =
                files.stream().map(ParquetFile.Written::figures).reduce(figures.none(), RowFigures.Collected::and);
        List<DataFile> listed = files.stream()
                .map(file -> new DataFile(file.name(), file.figures().rows(), file.bytes(), file.digest()))
                .sorted(Comparator.comparing(DataFile::path))
                .toList();
        return new StagedPartition(
                partition,
                base,
                runId,
                location(),
                listed,
                PublishedColumns.recorded(figures.columns(total), columns),
                ContentDigest.of(figures.schema(), total.rows(), total.firstSum(), total.secondSum()));
    }

    private void requireStored(ObjectStore store) {
        Map<String, Long> expected = new HashMap<>();
        files.forEach(file -> expected.put(file.name(), file.bytes()));
        List<URI> left = new ArrayList<>();
        URI location = location();
        for (StoredObject object : store.list(location)) {
            String path = object.uri().getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (expected.containsKey(name) && expected.get(name) == object.bytes()) {
                expected.remove(name);
            } else if (object.isContentOf(location)) {
                left.add(object.uri());
            }
        }
        if (!expected.isEmpty()) {
            throw SinkFaults.filesMissing(table, partition, location, expected.size(), files.size())
                    .exception();
        }
        store.delete(left);
    }
}
