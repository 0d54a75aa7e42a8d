package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A generation's manifest in a listing; {@link LakeTable#generation} defines its name. */
record ListedGeneration(Partition partition, long number, StoredObject object) implements Comparable<ListedGeneration> {
    private static final Pattern PATH = Pattern.compile(".*/(" + Partition.PATTERN + ")/(\\d{10})\\.json");

    /** The generation whose manifest this object is; empty if the object is not a manifest. */
    static Optional<ListedGeneration> of(StoredObject object) {
        Matcher path = PATH.matcher(object.uri().getPath());
        return path.matches()
                ? Optional.of(
                        new ListedGeneration(Partition.parse(path.group(1)), Long.parseLong(path.group(2)), object))
                : Optional.empty();
    }

    URI uri() {
        return object.uri();
    }

    @Override
    public int compareTo(ListedGeneration other) {
        return Long.compare(number, other.number);
    }
}
