package dev.madrugada.transform;

import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageName;
import dev.madrugada.transform.parse.ReasonCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people should see of an arrival day: why records were refused, which of these reasons are new, and which
 * columns' fields occurred in no record. A reason is new if the latest recorded earlier night had no reason with the
 * same code and column, or of the same check. A night that is run again is compared with the same earlier night.
 */
record DayFindings(RunRecords records, String dataset, LocalDate date) {
    /** The number of days before the date in which an earlier night is searched. */
    private static final int DAYS_BACK = 31;

    /**
     * What is compared of a reason.
     *
     * @param check the detail, which names the check, if a check is false; else null
     */
    private record ReasonKind(
            String code, @Nullable String column, @Nullable String check) {
        static ReasonKind of(Refusal refusal) {
            boolean isCheck = refusal.code().equals(ReasonCode.CheckFailed.name());
            return new ReasonKind(refusal.code(), refusal.column(), isCheck ? refusal.detail() : null);
        }

        @Override
        public String toString() {
            if (check != null) {
                return code + " (" + check + ")";
            }
            return column == null ? code : code + " of " + column;
        }
    }

    Findings of(Refused refused, List<SourceColumn> neverSeen) {
        List<RunWarning> warnings = new ArrayList<>();
        if (!refused.refusals().isEmpty()) {
            lastNight().ifPresent(last -> warnings.addAll(newReasons(refused, last)));
        }
        for (SourceColumn column : neverSeen) {
            String name = column.column().name();
            warnings.add(new RunWarning(
                    "FieldNeverSeen",
                    name,
                    "no record of the day has the field '" + column.path() + "', which column " + name + " reads"));
        }
        return new Findings(refused.refusals(), warnings);
    }

    private static List<RunWarning> newReasons(Refused refused, RunRecord last) {
        List<Refusal> before = last.findings().refusals();
        boolean areAllKnown =
                before.stream().noneMatch(refusal -> refusal.code().equals(Refused.OTHER));
        boolean hasFindings = !before.isEmpty() || last.count("quarantined") == 0;
        if (!areAllKnown || !hasFindings) {
            return List.of();
        }
        Set<ReasonKind> known = before.stream().map(ReasonKind::of).collect(Collectors.toSet());
        Map<ReasonKind, Long> fresh = new LinkedHashMap<>();
        refused.refusals().stream()
                .filter(refusal -> !refusal.code().equals(Refused.OTHER))
                .filter(refusal -> !known.contains(ReasonKind.of(refusal)))
                .forEach(refusal -> fresh.merge(ReasonKind.of(refusal), refusal.count(), Long::sum));
        return fresh.entrySet().stream()
                .map(reason -> new RunWarning(
                        "NewReason",
                        reason.getKey().toString(),
                        records(reason.getValue()) + " refused for " + reason.getKey() + ", and none on "
                                + last.date()))
                .toList();
    }

    private static String records(long count) {
        return count == 1 ? "1 record was" : count + " records were";
    }

    /** The latest earlier night with a transform record, of a run that succeeded or failed. */
    private Optional<RunRecord> lastNight() {
        for (int back = 1; back <= DAYS_BACK; back++) {
            LocalDate day = date.minusDays(back);
            Optional<RunRecord> last = Stream.of(
                            records.find(dataset, day, StageName.TRANSFORM),
                            records.findFailed(dataset, day, StageName.TRANSFORM))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(RunRecord::finishedAt));
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }
}
