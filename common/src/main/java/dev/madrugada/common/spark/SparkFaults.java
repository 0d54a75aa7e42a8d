package dev.madrugada.common.spark;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Unexpected;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.net.URI;

/** The faults of writing partitions with Spark and of ending a job run on Glue. */
final class SparkFaults {
    private SparkFaults() {}

    static Fault readBackDiffers(LakeTable table, Partition partition, URI location, long written, long read) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(table + " " + partition)
                .what(written + " rows were written and " + read + " were read back")
                .because("the store lost or duplicated files of this run's folder")
                .fix("run the night again; if it happens again, find out what else writes to " + location);
    }

    static Fault glueCommitRefused(Throwable refused) {
        return Fault.of(ErrorCode.SinkUnavailable)
                .at("Glue's Job.commit")
                .what(Unexpected.describe(refused))
                .because("Glue could not record the job run; the stage's work is complete and published")
                .fix("run the stage again; a re-run is safe");
    }
}
