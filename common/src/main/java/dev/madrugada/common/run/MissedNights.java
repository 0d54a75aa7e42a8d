package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The days that had no complete night when a later night was planned, and that have none now.
 *
 * @param days in order
 * @param complete the days that have a complete night, in order: their report has a run record
 */
public record MissedNights(NavigableSet<LocalDate> days, NavigableSet<LocalDate> complete) {
    /** The object that plan writes into the folder of the run records of a missed day. */
    public static final String RECORD = "missed.json";

    private static final int MAX_NAMED = 10;

    /** Lists the run records of a dataset. */
    public static MissedNights read(ObjectStore store, LakeLayout layout, String dataset) {
        URI folder = layout.runs(dataset);
        NavigableSet<LocalDate> days = new TreeSet<>();
        NavigableSet<LocalDate> complete = new TreeSet<>();
        store.visit(folder, object -> {
            String[] name =
                    object.uri().getPath().substring(folder.getPath().length()).split("/", 2);
            if (name.length == 2 && name[1].equals(RECORD)) {
                date(name[0]).ifPresent(days::add);
            } else if (name.length == 2 && name[1].equals(StageName.REPORT.text() + ".json")) {
                date(name[0]).ifPresent(complete::add);
            }
        });
        days.removeAll(complete);
        return new MissedNights(days, complete);
    }

    private static Optional<LocalDate> date(String name) {
        try {
            return Optional.of(LocalDate.parse(name));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** What the people of a day's night should know: that it is made up, and which days before it are missed. */
    public List<RunWarning> warnings(LocalDate own) {
        List<RunWarning> warnings = new ArrayList<>();
        if (days.contains(own)) {
            warnings.add(new RunWarning(
                    "NightMadeUp",
                    own.toString(),
                    "this day had no complete night when a later one was planned; this night makes it up"));
        }
        NavigableSet<LocalDate> before = days.headSet(own, false);
        if (!before.isEmpty()) {
            warnings.add(
                    new RunWarning(
                            "NightsMissed",
                            before.first().toString(),
                            (before.size() == 1 ? "1 day" : before.size() + " days")
                                    + " before this one had no complete night"
                                    + " when this night began: "
                                    + before.stream()
                                            .limit(MAX_NAMED)
                                            .map(LocalDate::toString)
                                            .collect(Collectors.joining(", "))
                                    + (before.size() > MAX_NAMED ? " and " + (before.size() - MAX_NAMED) + " more" : "")
                                    + "; plan makes up the oldest ones, and a day is also made up by an execution with its date"));
        }
        return warnings;
    }
}
