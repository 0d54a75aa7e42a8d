package dev.madrugada.formats;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The current manifests of a table's partitions. Read them after the table's version; see {@link TableFormat#commit}. */
record PublishedPartitions(PartitionCommits commits) {
    /** The manifests of the partitions; a partition that was never published is left out. */
    List<Manifest> of(Collection<Partition> partitions) {
        return new TreeSet<>(partitions)
                .stream().map(commits::current).flatMap(Optional::stream).toList();
    }

    /** The manifests of all partitions. */
    List<Manifest> all() {
        return of(commits.expected().generations().keySet());
    }

    /** The manifests whose files differ from the files that the table has in their partitions. */
    static List<Manifest> changed(List<Manifest> published, Map<Partition, Set<URI>> committed) {
        Map<Partition, Set<URI>> files = new TreeMap<>(committed);
        return published.stream()
                .filter(manifest ->
                        !files.getOrDefault(manifest.partition(), Set.of()).equals(Set.copyOf(manifest.uris())))
                .toList();
    }
}
