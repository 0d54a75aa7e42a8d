package dev.madrugada.common.lake;

import java.net.URI;
import java.util.Optional;

/** The port to a catalog of partition locations, for readers that do not read manifests. */
public interface PartitionCatalog {
    /** A catalog for tables that are not in any catalog; it does nothing. */
    PartitionCatalog NONE = new PartitionCatalog() {
        @Override
        public Optional<URI> location(Partition partition) {
            return Optional.empty();
        }

        @Override
        public void pointTo(Partition partition, URI location) {}
    };

    /** The partition's location in the catalog; empty if the catalog does not have the partition. */
    Optional<URI> location(Partition partition);

    /**
     * Makes the calls that a later publication needs, so that a refusal becomes known before the work starts. Readers
     * see no change, except that an empty table may appear.
     *
     * @param partition a partition that may be published later
     */
    default void prepare(Partition partition) {}

    /**
     * Gives the catalog's table the columns that the published files have; a column that earlier partitions lack is null
     * in them. Does nothing if the table has these columns or does not exist.
     */
    default void updateColumns() {}

    /** Sets the partition's location; adds the partition if the catalog does not have it. */
    void pointTo(Partition partition, URI location);
}
