package dev.madrugada.common.lake;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * The port to a table format's own metadata, as far as garbage collection needs it: which data files the metadata
 * references beside the manifests of generations.
 */
public interface ReferencedFiles {
    /** For tables of which only manifests exist: raw, quarantine, and curated tables of the format Parquet. */
    ReferencedFiles NONE = start -> Set.of();

    /**
     * The data files that a reader of the format may need who started at the instant or later: the files of the
     * snapshot that was current at the instant, of all later ones, and of every snapshot that the table's metadata still
     * offers by its number or time. Files that are not returned may be deleted.
     *
     * @return absolute URIs below the table's root; empty if the table has no metadata of this format
     * @throws dev.madrugada.common.error.MadrugadaException if the metadata cannot be read: then nothing is deleted
     */
    Set<URI> since(Instant start);
}
