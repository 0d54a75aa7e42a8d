package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects of a partition. Staged manifests are listed first, then generations, then files. Content that a run
 * publishes meanwhile is therefore in at least one of the first two lists.
 *
 * @param staged manifests of staged content
 * @param generations manifests of generations, the newest first
 * @param files every object in the partition's folder
 */
record PartitionListing(
        Partition partition, List<StoredObject> staged, List<ListedGeneration> generations, List<StoredObject> files) {
    private static final Pattern OF_PARTITION = Pattern.compile("(" + Partition.PATTERN + ")/.*");

    PartitionListing {
        staged = List.copyOf(staged);
        generations = generations.stream().sorted(Comparator.reverseOrder()).toList();
        files = List.copyOf(files);
    }

    static PartitionListing of(ObjectStore store, LakeTable table, Partition partition) {
        List<StoredObject> staged = store.list(table.stagedManifests(partition));
        URI generations = table.generations(partition);
        List<ListedGeneration> published = manifests(store.list(generations), generations);
        return new PartitionListing(partition, staged, published, store.list(table.partitionFolder(partition)));
    }

    /** Every partition of which the table has any object, in order. */
    static Collection<PartitionListing> all(ObjectStore store, LakeTable table) {
        Map<Partition, List<StoredObject>> staged = byPartition(store, table.stagedManifests());
        Map<Partition, List<StoredObject>> generations = byPartition(store, table.generations());
        Map<Partition, List<StoredObject>> files = byPartition(store, table.root());
        Map<Partition, PartitionListing> all = new TreeMap<>();
        for (Map<Partition, List<StoredObject>> each : List.of(staged, generations, files)) {
            for (Partition partition : each.keySet()) {
                all.computeIfAbsent(
                        partition,
                        of -> new PartitionListing(
                                of,
                                staged.getOrDefault(of, List.of()),
                                manifests(generations.getOrDefault(of, List.of()), table.generations()),
                                files.getOrDefault(of, List.of())));
            }
        }
        return all.values();
    }

    private static List<ListedGeneration> manifests(List<StoredObject> objects, URI folder) {
        return objects.stream()
                .filter(object -> object.isContentOf(folder))
                .map(ListedGeneration::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The objects in the folders of partitions directly below a folder. */
    private static Map<Partition, List<StoredObject>> byPartition(ObjectStore store, URI folder) {
        Map<Partition, List<StoredObject>> found = new TreeMap<>();
        for (StoredObject object : store.list(folder)) {
            Matcher below = OF_PARTITION.matcher(
                    object.uri().getPath().substring(folder.getPath().length()));
            if (below.matches()) {
                found.computeIfAbsent(Partition.parse(below.group(1)), of -> new ArrayList<>())
                        .add(object);
            }
        }
        return found;
    }

    /** The number of the current generation; 0 if there is none. */
    long current() {
        return generations.isEmpty() ? 0 : generations.get(0).number();
    }
}
