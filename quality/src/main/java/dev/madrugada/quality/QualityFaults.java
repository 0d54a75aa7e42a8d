package dev.madrugada.quality;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.run.RunRecord;

/** The faults of the quality job, except those of single rules. */
final class QualityFaults {
    private QualityFaults() {}

    static Fault contractChanged(RunRecord transform) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at("curated/" + transform.dataset() + " " + transform.date())
                .what("the contract differs from the one with which the day was transformed")
                .because("the dataset's folder was changed while the night ran")
                .fix("run the night again: it transforms the day with the current contract");
    }

    /** The files do not contain what the transform wrote. */
    static Fault contentDiffers(Manifest curated, Digest found) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at("curated/" + curated.dataset() + " " + curated.partition())
                .what("the files contain " + found + ", and the manifest of generation " + curated.generation()
                        + " lists " + curated.content())
                .because("files were changed or lost after they were written")
                .fix("run the transform again with --force; if it happens again, find out what else writes to "
                        + curated.location());
    }
}
