package dev.madrugada.common.lake;

import java.net.URI;
import java.util.Optional;

/** The port to a catalog that keeps where each partition's files lie, for readers that don't read manifests. */
public interface PartitionCatalog {
    /** A catalog for tables that are in none. */
    PartitionCatalog NONE = new PartitionCatalog() {
        @Override
        public Optional<URI> location(Partition partition) {
            return Optional.empty();
        }

        @Override
        public void pointTo(Partition partition, URI location) {}
    };

    /** Where the catalog says the partition lies, if it has it. */
    Optional<URI> location(Partition partition);

    /**
     * Asks the catalog for what a publication will need, so that one that refuses is known before the work. Nothing
     * here is for readers to see but, at most, an empty table.
     *
     * @param partition one that may be published later
     */
    default void prepare(Partition partition) {}

    /** Sets the partition's location, adding the partition where it is not there yet. */
    void pointTo(Partition partition, URI location);
}
