package dev.madrugada.transform;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;

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
}
