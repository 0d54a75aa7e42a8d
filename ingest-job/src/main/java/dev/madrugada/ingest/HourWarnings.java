package dev.madrugada.ingest;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Arrivals.RefusedInput;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.RunWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people should know about the published hours of a day, whichever run read them. */
final class HourWarnings {
    private HourWarnings() {}

    static List<RunWarning> of(PublishedHours hours) {
        List<RunWarning> warnings = new ArrayList<>();
        hours.manifests().forEach((hour, manifest) -> {
            String subject = LakeLayout.arrivalHour(hour).toString();
            if (!manifest.isComplete()) {
                warnings.add(new RunWarning(
                        "HourIncomplete",
                        subject,
                        "records of " + subject + " may be missing: the source was read with"
                                + " an option that allows loss"));
            }
            refused(manifest)
                    .forEach(refused -> warnings.add(new RunWarning(
                            "InputRefused",
                            subject,
                            refused.count() + (refused.count() == 1 ? " record of " : " records of ") + refused.place()
                                    + " could not be read: " + refused.reason())));
        });
        return warnings;
    }

    private static List<RefusedInput> refused(Manifest manifest) {
        Arrivals arrivals = Objects.requireNonNull(manifest.arrivals(), "raw has arrivals");
        return arrivals.refused();
    }
}
