package dev.madrugada.common.lake;

import dev.madrugada.common.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The staged partitions of a table: {@code <table>/_staged/<partition>/<run folder>.json}. A staged partition is written
 * and counted. No reader of the table sees it before it is published.
 */
record StagedPartitions(ObjectStore store, LakeTable table) {
    /** Writes the staged manifest; the name of a run's folder is unique, so it never replaces another. */
    void add(StagedPartition staged) {
        URI uri = table.stagedManifest(staged.partition(), staged.location());
        if (!store.create(uri, Json.write(StagedManifest.of(table, staged)))) {
            throw new IllegalStateException("another run has staged " + uri);
        }
    }

    Optional<StagedPartition> find(Partition partition, String folder) {
        URI uri = table.stagedManifest(partition, table.runFolder(partition, folder));
        return store.read(uri)
                .map(bytes ->
                        Json.read(bytes, StagedManifest.class, uri.toString()).in(table, folder));
    }

    void remove(StagedPartition staged) {
        store.delete(List.of(table.stagedManifest(staged.partition(), staged.location())));
    }
}
