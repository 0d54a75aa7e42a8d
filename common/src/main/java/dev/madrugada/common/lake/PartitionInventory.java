package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.util.List;
import java.util.Optional;

/**
 * What a table holds of a partition.
 *
 * @param current the current generation; empty if nothing is published
 * @param generations the number of generations that have a manifest, the current one included
 * @param older the files that only older generations list
 * @param staged the number of manifests of staged content
 * @param waiting whether staged content can still be published: its base is the current generation
 * @param leftovers the files that no manifest lists and no staged content and no table format needs: of runs under way,
 *     and of dead ones
 * @param garbage what a collection would delete now
 */
public record PartitionInventory(
        Partition partition,
        Optional<Manifest> current,
        int generations,
        List<StoredObject> older,
        int staged,
        boolean waiting,
        List<StoredObject> leftovers,
        Garbage garbage) {
    public PartitionInventory {
        older = List.copyOf(older);
        leftovers = List.copyOf(leftovers);
    }

    public long rows() {
        return current.map(Manifest::rows).orElse(0L);
    }

    /** The number of files of the current generation. */
    public int files() {
        return current.map(manifest -> manifest.files().size()).orElse(0);
    }

    /** The size of the files of the current generation. */
    public long bytes() {
        return current.stream()
                .flatMap(manifest -> manifest.files().stream())
                .mapToLong(Manifest.DataFile::bytes)
                .sum();
    }
}
