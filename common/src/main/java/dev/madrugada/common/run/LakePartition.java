package dev.madrugada.common.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;

/**
 * A published generation of a lake table's partition.
 *
 * @param content the order-free digest of its rows
 */
public record LakePartition(LakeTable.Name table, Partition partition, long generation, long rows, Digest content)
        implements Output {
    public static LakePartition of(LakeTable table, Manifest published) {
        return new LakePartition(
                table.name(), published.partition(), published.generation(), published.rows(), published.content());
    }

    @JsonIgnore
    public Generation identity() {
        return new Generation(partition, generation, content);
    }

    /** Whether this generation is still the table's current one and all its files exist. */
    public boolean isCurrentIn(PartitionCommits commits) {
        return table.equals(commits.table().name()) && commits.isCurrent(identity());
    }

    /**
     * The generation's manifest. The generation must still be the current one, with the recorded number of rows.
     *
     * @throws dev.madrugada.common.error.MadrugadaException PublicationConflict if another run published since;
     *     ConservationViolated if the manifest lists another number of rows
     */
    public Manifest requireIn(PartitionCommits commits) {
        Manifest manifest = commits.requireCurrent(identity());
        if (manifest.rows() != rows) {
            throw RunFaults.rowsDiffer(table, partition, rows, manifest.rows()).exception();
        }
        return manifest;
    }
}
