package dev.madrugada.transform;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.net.URI;

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

    static Fault filesMissing(LakeTable table, Partition partition, URI location, int missing, int written) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(table + " " + partition)
                .what(missing + " of " + written + " written files are not in the store with the size written")
                .because("the store lost or changed files of this run's folder")
                .fix("run the night again; if it happens again, find out what else writes to " + location);
    }
}
