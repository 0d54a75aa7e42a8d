package dev.madrugada.cli.rebuild;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.time.ArrivalDay;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rebuild: one arrival day after the other, oldest first. A day whose data fails is reported at the end, and the days
 * after it are made; every other failure stops the rebuild. The next rebuild goes on with the days that are missing.
 * The latest day comes last, so that plan refuses nights until all days are made.
 */
final class Rebuild {
    private final ObjectStore store;
    private final LakeLayout layout;
    private final DatasetFolder folder;
    private final DayRun run;
    private final PrintWriter out;

    Rebuild(ObjectStore store, LakeLayout layout, DatasetFolder folder, DayRun run, PrintWriter out) {
        this.store = store;
        this.layout = layout;
        this.folder = folder;
        this.run = run;
        this.out = out;
    }

    /** The arrival days of which raw has every hour, from the first to the last, both included. */
    NavigableSet<LocalDate> days(LocalDate first, LocalDate last) {
        PartitionCommits raw = new PartitionCommits(
                store, layout.raw(folder.contract().dataset()), PartitionCatalog.NONE, Clock.systemUTC());
        Set<Partition> hours = raw.expected().generations().keySet();
        ZoneId zone = folder.contract().eventTime().zone();
        NavigableSet<LocalDate> days = new TreeSet<>();
        hours.stream().map(Partition::day).distinct().forEach(day -> {
            // A date of UTC touches at most three days of a zone.
            for (LocalDate date = day.minusDays(1); !date.isAfter(day.plusDays(1)); date = date.plusDays(1)) {
                if (new ArrivalDay(date, zone)
                        .hours().stream().map(LakeLayout::arrivalHour).allMatch(hours::contains)) {
                    days.add(date);
                }
            }
        });
        return new TreeSet<>(days.subSet(first, true, last, true));
    }

    /**
     * Makes the days.
     *
     * @param start what has been made already
     * @return the exit status
     */
    int run(NavigableSet<LocalDate> days, RebuildProgress start) {
        RebuildProgress progress = start;
        NavigableSet<LocalDate> missing = new TreeSet<>(days);
        missing.removeAll(start.made());
        if (missing.size() < days.size()) {
            out.println(count(days.size() - missing.size()) + " made by the rebuild before");
        }
        Map<LocalDate, DayRun.Failure> failed = new LinkedHashMap<>();
        for (LocalDate day : missing) {
            Optional<DayRun.Failure> failure = run.run(day);
            if (failure.isEmpty()) {
                progress = progress.with(day);
                store.write(RebuildProgress.uri(layout, folder), Json.write(progress));
                out.println(day + "  made again");
                continue;
            }
            out.println(day + "  failed in " + failure.get().stage() + ": "
                    + failure.get().message());
            if (failure.get().category() != ErrorCategory.DATA) {
                out.println("stopped; the same command goes on with " + day);
                return failure.get().category().exitStatus();
            }
            failed.put(day, failure.get());
        }
        if (failed.isEmpty()) {
            store.delete(List.of(RebuildProgress.uri(layout, folder)));
            out.println(count(days.size()) + " made again");
            return 0;
        }
        out.println(failed.size() + " of " + count(days.size()) + " not made again: " + failed.keySet()
                + "; the same command tries these days only");
        return ErrorCategory.DATA.exitStatus();
    }

    private static String count(int days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
