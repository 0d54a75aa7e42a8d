package dev.madrugada.formats;

import dev.madrugada.common.lake.Partition;
import java.util.List;

/**
 * The version of a table after a commit.
 *
 * @param version Delta's version, or Iceberg's sequence number
 * @param replaced the partitions whose content this commit replaced; empty if there was nothing to do
 */
public record CommittedVersion(long version, List<Partition> replaced) {
    public CommittedVersion {
        replaced = List.copyOf(replaced);
    }
}
