package dev.madrugada.common.lake;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog in memory that remembers where it was pointed, and lets a test act in between. */
public final class InMemoryCatalog implements PartitionCatalog {
    private final Map<Partition, URI> locations = new HashMap<>();
    private final List<URI> pointed = new ArrayList<>();
    private Runnable afterPointing = () -> {};

    @Override
    public Optional<URI> location(Partition partition) {
        return Optional.ofNullable(locations.get(partition));
    }

    @Override
    public void pointTo(Partition partition, URI location) {
        locations.put(partition, location);
        pointed.add(location);
        afterPointing.run();
    }

    /** Every location it was pointed to, in order. */
    List<URI> pointed() {
        return List.copyOf(pointed);
    }

    void afterPointing(Runnable action) {
        afterPointing = action;
    }
}
