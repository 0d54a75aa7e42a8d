package dev.madrugada.ingest.files;

import dev.madrugada.common.lake.Arrivals.RefusedInput;
import dev.madrugada.common.time.ArrivalHour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tasks found in files, as an hour's manifest names it: each broken file, and refused records by their reasons. */
final class FoundRecords {
    private static final int NAMED = 100;
    private static final Comparator<FileFinding> ORDER =
            Comparator.comparing(FileFinding::uri).thenComparing(FileFinding::position);

    private FoundRecords() {}

    /** @param findings each once */
    static Map<ArrivalHour, List<RefusedInput>> byHour(Collection<FileFinding> findings) {
        Map<ArrivalHour, List<FileFinding>> hours = new HashMap<>();
        findings.stream()
                .sorted(ORDER)
                .forEach(finding -> hours.computeIfAbsent(
                                ArrivalHour.of(Instant.ofEpochSecond(finding.hour())), first -> new ArrayList<>())
                        .add(finding));
        Map<ArrivalHour, List<RefusedInput>> refused = new HashMap<>();
        hours.forEach((hour, found) -> refused.put(hour, refused(found)));
        return refused;
    }

    /** Where a file is broken. */
    static String place(FileFinding broken) {
        return broken.uri() + " from position " + broken.position() + " on";
    }

    private static List<RefusedInput> refused(List<FileFinding> found) {
        List<FileFinding> broken = found.stream().filter(FileFinding::isBroken).toList();
        List<RefusedInput> refused = new ArrayList<>();
        broken.stream()
                .limit(NAMED)
                .forEach(each -> refused.add(new RefusedInput(each.reason(), place(each), each.count())));
        if (broken.size() > NAMED) {
            long more = (long) broken.size() - NAMED;
            refused.add(new RefusedInput("the files are broken", more + " more files", more));
        }
        Map<String, List<FileFinding>> byReason = new TreeMap<>();
        found.stream()
                .filter(each -> !each.isBroken())
                .forEach(each -> byReason.computeIfAbsent(each.reason(), first -> new ArrayList<>())
                        .add(each));
        byReason.forEach((reason, files) -> refused.add(new RefusedInput(
                reason,
                files.get(0).uri() + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more files"),
                files.stream().mapToLong(FileFinding::count).sum())));
        return refused;
    }
}
