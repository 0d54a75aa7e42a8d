package dev.madrugada.common.run;

import dev.madrugada.common.lake.Partition;

/**
 * A partition of a later event day for which records arrived early. The night does not keep it: the night of that day
 * reads these records again.
 *
 * @param rows of the partition, with the records of all arrival days until now
 */
public record WaitingPartition(Partition partition, long rows) {}
