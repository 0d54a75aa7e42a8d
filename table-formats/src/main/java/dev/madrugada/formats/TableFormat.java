package dev.madrugada.formats;

import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.ReferencedFiles;
import java.net.URI;
import java.util.Collection;
import java.util.Set;

/**
 * The port to a table in a format that others read. The table follows the published generations: a commit gives the
 * partitions the content of their current manifests, all of them in one version.
 */
public interface TableFormat extends ReferencedFiles {
    /**
     * Commits the current generations of the partitions as one version. If the table does not exist, it is created with
     * every published partition. Partitions that have these files already are left out; if nothing remains, nothing is
     * committed, so a commit whose answer was lost is recognised and not repeated.
     *
     * <p>The table's version is read before the manifests, and exactly its successor is committed. So a run that was
     * overtaken never replaces newer content by older.
     *
     * @param runId the run that commits; it is recorded in the version
     * @return the version that has the content
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if another commit came first;
     *     SinkUnavailable if the outcome is unknown. Calling it again is safe in both cases.
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if the table's columns cannot be changed into
     *     the contract's in place
     */
    CommittedVersion commit(String runId, Collection<Partition> partitions);

    /**
     * Makes the checks of a commit, so that a refusal becomes known before manifests are published. Readers see no change.
     *
     * @throws dev.madrugada.common.error.MadrugadaException as {@link #commit}, except PublicationConflict
     */
    void prepare();

    /**
     * Makes the catalog's entry the table of this lake, with every published partition: after the lake was copied, the
     * entry may still name the lake that it was copied from.
     *
     * @param runId recorded in the version, if there is a new one
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if another commit came first
     */
    CommittedVersion register(String runId);

    /** The data files of the current version; empty if the table does not exist. */
    Set<URI> files();
}
