package dev.madrugada.ingest;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.StagedPartition;
import java.util.List;

/** The faults of publishing a day of raw. */
final class RawFaults {
    private RawFaults() {}

    static Fault writtenDiffers(LakeTable raw, Partition day, String difference) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(raw + " " + day)
                .what(difference)
                .because("records were lost or doubled between the source and the lake")
                .fix("run the night again with --force; report it if it comes back");
    }

    /**
     * The source has fewer records in some hours than are published.
     *
     * @param fewer the hours with fewer records, each with both counts
     */
    static Fault fewerThanPublished(LakeTable raw, StagedPartition staged, Manifest published, List<String> fewer) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(raw + " " + published.partition())
                .what("the source has " + staged.rows() + " records, and generation " + published.generation() + " has "
                        + published.rows() + " (fewer in " + String.join(", ", fewer) + ")")
                .because("the source no longer holds the whole day, or holds another; raw stays as it is")
                .fix("run the night again without force, which skips ingest; if the day is to have fewer records, first"
                        + " move its manifests away from " + raw + "/_published/" + published.partition()
                        + "/ (a local run: --replace-input)");
    }
}
