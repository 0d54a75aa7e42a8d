package dev.madrugada.common.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublicationCandidate;
import dev.madrugada.common.lake.StagedPartition;

/**
 * The content of a lake table's partition that a transform staged: written and counted. No reader of the table sees it
 * before the gate publishes it.
 *
 * @param base the number of the generation that was current before the content's inputs were read; 0 if there was none
 * @param folder the name of the run's folder
 * @param content the order-free digest of its rows
 */
public record StagedContent(
        LakeTable.Name table, Partition partition, long base, String folder, long rows, Digest content)
        implements Output {
    public static StagedContent of(LakeTable table, StagedPartition staged) {
        return new StagedContent(
                table.name(), staged.partition(), staged.base(), staged.folder(), staged.rows(), staged.content());
    }

    /** The generation that the content is to become. */
    @JsonIgnore
    public Generation next() {
        return new Generation(partition, base + 1, content);
    }

    /** Whether the content is published, or is still staged and can be published, with all its files. */
    public boolean isUpToDateIn(PartitionCommits commits) {
        return table.equals(commits.table().name()) && commits.isPublishable(next(), folder);
    }

    /**
     * The content as the lake has it now, with the recorded number of rows.
     *
     * @throws dev.madrugada.common.error.MadrugadaException PublicationConflict if another run published other content
     *     since; ConservationViolated if the manifest lists another number of rows
     */
    public PublicationCandidate requireIn(PartitionCommits commits) {
        PublicationCandidate candidate = commits.requireCandidate(next(), folder);
        if (candidate.manifest().rows() != rows) {
            throw RunFaults.rowsDiffer(
                            table, partition, rows, candidate.manifest().rows())
                    .exception();
        }
        return candidate;
    }
}
