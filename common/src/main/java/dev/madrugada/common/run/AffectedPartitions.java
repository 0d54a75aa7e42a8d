package dev.madrugada.common.run;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The curated partitions that transforms of a day may have published, including runs that died before they left a
 * record: {@code runs/<dataset>/<date>/affected/<partition>.json}. A run adds its partitions before it publishes the
 * first of them. The set only grows. Each partition is an object of its own, so concurrent runs need no order.
 */
public final class AffectedPartitions {
    private static final String SUFFIX = ".json";

    private final ObjectStore store;
    private final URI folder;

    public AffectedPartitions(ObjectStore store, LakeLayout layout, String dataset, LocalDate date) {
        this.store = store;
        this.folder = RunFolder.of(layout, dataset, date).affected();
    }

    public NavigableSet<Partition> all() {
        NavigableSet<Partition> all = new TreeSet<>();
        for (ObjectStore.StoredObject object : store.list(folder)) {
            String path = object.uri().getPath();
            if (!object.isContentOf(folder) || !path.endsWith(SUFFIX)) {
                continue;
            }
            all.add(Partition.parse(path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length())));
        }
        return all;
    }

    /** Adds partitions that a run is about to publish; those that are there stay as they are. */
    public void add(Collection<Partition> partitions, String runId) {
        NavigableSet<Partition> added = new TreeSet<>(partitions);
        added.removeAll(all());
        for (Partition partition : added) {
            store.write(folder.resolve(partition + SUFFIX), Json.write(Map.of("run-id", runId)));
        }
    }
}
