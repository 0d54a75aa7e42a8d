package dev.madrugada.transform;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;

/** The faults of a day's transformation. */
final class TransformFaults {
    private TransformFaults() {}

    /** Records of a raw day have no outcome, or more than one. */
    static Fault recordsLost(String where, String difference) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(where)
                .what(difference)
                .because("records were lost or doubled between raw and the partitions")
                .fix("nothing was published; run the night again, and report it if it comes back");
    }

    static Fault writtenDiffers(LakeTable table, Partition partition, long counted, long written) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(table + " " + partition)
                .what(counted + " rows were counted and " + written + " were written")
                .because("records were lost or duplicated while they were written")
                .fix("run the night again with --force, and report it if it happens again");
    }
}
