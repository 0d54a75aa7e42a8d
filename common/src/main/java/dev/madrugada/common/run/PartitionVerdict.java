package dev.madrugada.common.run;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Partition;

/**
 * A verdict on a curated partition.
 *
 * @param generation that was evaluated
 * @param rows the number of its rules
 * @param content digest of what the verdict says of which content
 */
public record PartitionVerdict(String dataset, Partition partition, long generation, long rows, Digest content)
        implements Output {}
