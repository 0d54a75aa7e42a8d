package dev.madrugada.common.lake;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A generation's manifest in a listing; {@link LakeTable#generation} defines its name. */
record ListedGeneration(Partition partition, long number, URI uri) implements Comparable<ListedGeneration> {
    private static final Pattern PATH = Pattern.compile(".*/([^/=]+=\\d{4}-\\d{2}-\\d{2})/(\\d{10})\\.json");

    /** The generation whose manifest has this URI; empty if the URI is not a manifest's. */
    static Optional<ListedGeneration> of(URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        return path.matches()
                ? Optional.of(new ListedGeneration(Partition.parse(path.group(1)), Long.parseLong(path.group(2)), uri))
                : Optional.empty();
    }

    @Override
    public int compareTo(ListedGeneration other) {
        return Long.compare(number, other.number);
    }
}
