package dev.madrugada.ingest;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Arrivals.RefusedInput;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.common.time.ArrivalHour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people should know about the published hours of a day, whichever run read them: the records that the source could
 * not read, by reason, and warnings.
 */
final class HourFindings {
    /** The maximum number of entries with places of their own; more are grouped by their reasons. */
    private static final int MAX_PLACES = 50;

    private HourFindings() {}

    static Findings of(PublishedHours hours) {
        // Each span of a day is read with the warnings of its source, which are mostly the same.
        Set<RunWarning> warnings = new LinkedHashSet<>();
        List<RefusedInput> refused = new ArrayList<>();
        hours.manifests().forEach((hour, manifest) -> {
            Arrivals arrivals = Objects.requireNonNull(manifest.arrivals(), "raw has arrivals");
            if (!manifest.isComplete()) {
                warnings.add(incomplete(hour));
            }
            arrivals.warnings()
                    .forEach(warning ->
                            warnings.add(new RunWarning(warning.code(), warning.subject(), warning.message())));
            refused.addAll(arrivals.refused());
        });
        long count = refused.stream().mapToLong(RefusedInput::count).sum();
        if (count > 0) {
            warnings.add(new RunWarning(
                    Refusal.INPUT_REFUSED,
                    "the source",
                    Numbers.grouped(count) + (count == 1 ? " record" : " records")
                            + " could not be read, or had been refused before; they are neither in raw nor in the"
                            + " quarantine"));
        }
        return new Findings(refusals(refused), List.copyOf(warnings));
    }

    private static List<Refusal> refusals(List<RefusedInput> refused) {
        List<RefusedInput> shown = refused.size() > MAX_PLACES ? byReason(refused) : refused;
        return shown.stream()
                .map(each -> new Refusal(
                        Refusal.INPUT_REFUSED, null, each.reason() + ": " + each.place(), each.count(), null))
                .sorted(Comparator.comparing(Refusal::count).reversed())
                .limit(MAX_PLACES)
                .toList();
    }

    private static List<RefusedInput> byReason(List<RefusedInput> refused) {
        Map<String, List<RefusedInput>> reasons = refused.stream()
                .collect(Collectors.groupingBy(RefusedInput::reason, TreeMap::new, Collectors.toList()));
        return reasons.entrySet().stream()
                .map(reason -> new RefusedInput(
                        reason.getKey(),
                        reason.getValue().get(0).place() + " and others",
                        reason.getValue().stream()
                                .mapToLong(RefusedInput::count)
                                .sum()))
                .toList();
    }

    private static RunWarning incomplete(ArrivalHour hour) {
        String subject = LakeLayout.arrivalHour(hour).toString();
        return new RunWarning(
                "HourIncomplete",
                subject,
                "records of " + subject + " may be missing: the source was read with an option that allows loss");
    }
}
