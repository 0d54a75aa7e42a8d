package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects of a table that nothing can need any more.
 *
 * @param manifests manifests of old generations and of staged content
 * @param files data files, and what else lies in the folders of partitions
 */
public record Garbage(List<StoredObject> manifests, List<StoredObject> files) {
    public static final Garbage NONE = new Garbage(List.of(), List.of());

    public Garbage {
        manifests = List.copyOf(manifests);
        files = List.copyOf(files);
    }

    public Garbage and(Garbage other) {
        return new Garbage(
                Stream.concat(manifests.stream(), other.manifests.stream()).toList(),
                Stream.concat(files.stream(), other.files.stream()).toList());
    }

    public boolean isEmpty() {
        return manifests.isEmpty() && files.isEmpty();
    }

    /** The size of the files. */
    public long bytes() {
        return files.stream().mapToLong(StoredObject::bytes).sum();
    }
}
