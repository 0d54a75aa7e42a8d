package dev.madrugada.common.spark.sink;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.net.URI;

/** The faults of written files. */
final class SinkFaults {
    private SinkFaults() {}

    static Fault filesMissing(LakeTable table, Partition partition, URI location, int missing, int written) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(table + " " + partition)
                .what(missing + " of " + written + " written files are not in the store with the size written")
                .because("the store lost or changed files of this run's folder")
                .fix("run the night again; if it happens again, find out what else writes to " + location);
    }
}
