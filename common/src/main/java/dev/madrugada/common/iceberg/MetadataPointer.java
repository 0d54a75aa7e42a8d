package dev.madrugada.common.iceberg;

import java.net.URI;
import java.util.Optional;

/**
 * The port to a catalog's entry of one Iceberg table: which metadata file is the current one. A commit writes a new
 * metadata file and replaces the entry; this one step is atomic.
 */
public interface MetadataPointer {
    /** The current metadata file; empty if the catalog does not have the table. */
    Optional<URI> current();

    /**
     * Makes the next metadata file the current one, only if the expected file is still the current one.
     *
     * @param expected empty if the catalog does not have the table yet
     * @return false if another file is current; the entry stays unchanged
     * @throws dev.madrugada.common.error.RetryableException SinkUnavailable if the catalog did not answer: the entry may
     *     have been replaced
     */
    boolean replace(Optional<URI> expected, URI next);
}
