package dev.madrugada.night.catchup;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.run.MissedNights;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.time.ArrivalDay;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the days of a dataset that have no complete night, by the run records of the lake. A night is complete if its
 * report has a run record. Days are missed from the last complete day on, or from the first day that has any record.
 *
 * <p>A missed day is recorded when it is found, so that it is not forgotten if later days are complete before it. A
 * night is planned for it at most {@value #MAX_ATTEMPTS} times, and no longer once its ingest has failed because the
 * source no longer has its records.
 */
public final class MissedDays {
    static final int MAX_ATTEMPTS = 3;

    /** Days that are missed and older than this are listed, and not made up. */
    static final int MAX_AGE_DAYS = 31;

    private static final Logger LOG = LoggerFactory.getLogger(MissedDays.class);

    private static final String MISSED = MissedNights.RECORD;

    private final ObjectStore store;
    private final LakeLayout layout;
    private final String dataset;

    public MissedDays(ObjectStore store, LakeLayout layout, String dataset) {
        this.store = store;
        this.layout = layout;
        this.dataset = dataset;
    }

    /**
     * Finds the missed days before an execution's own day, and records them and the nights planned for them. A second
     * call of the same execution gives the same answer. An execution that plans no night for them records them too:
     * otherwise they would be forgotten as soon as its own day is complete.
     *
     * @param most the maximum number of days for which this execution plans a night
     */
    public CatchUp before(ArrivalDay ownDay, int most, String execution, Instant now) {
        LocalDate own = ownDay.date();
        Records records = Records.of(store.list(layout.runs(dataset)), layout.runs(dataset));
        List<MissedDay> missed = missed(ownDay, records, execution, now);
        List<MissedDay> open =
                missed.stream().filter(day -> isOpen(day, records, execution)).toList();
        List<MissedDay> madeUp = open.stream()
                .sorted(Comparator.comparing((MissedDay day) -> !day.isPlannedBy(execution))
                        .thenComparing(day -> day.attempts().size())
                        .thenComparing(MissedDay::date))
                .limit(most)
                .sorted(Comparator.comparing(MissedDay::date))
                .toList();
        madeUp.stream().filter(day -> !day.isPlannedBy(execution)).forEach(day -> save(day.planned(execution, now)));
        return new CatchUp(
                dates(missed.stream()
                        .filter(day -> day.foundBy().equals(execution))
                        .toList()),
                dates(madeUp),
                dates(open.stream().filter(day -> !madeUp.contains(day)).toList()),
                dates(missed.stream().filter(day -> !open.contains(day)).toList()),
                tooOld(own, records));
    }

    private static List<LocalDate> tooOld(LocalDate own, Records records) {
        LocalDate oldest = own.minusDays(MAX_AGE_DAYS);
        return records.firstUnknown(own)
                .filter(first -> first.isBefore(oldest))
                .map(first -> List.of(first, oldest.minusDays(1)))
                .orElse(List.of());
    }

    /** The missed days in order, those recorded before and those that are missed now. */
    private List<MissedDay> missed(ArrivalDay ownDay, Records records, String execution, Instant now) {
        LocalDate own = ownDay.date();
        LocalDate oldest = own.minusDays(MAX_AGE_DAYS);
        List<MissedDay> missed = new ArrayList<>();
        NavigableSet<LocalDate> days = new TreeSet<>(records.recordedAsMissed().headSet(own, false));
        records.firstUnknown(own)
                .ifPresent(first -> (first.isBefore(oldest) ? oldest : first)
                        .datesUntil(own)
                        .filter(day -> new ArrivalDay(day, ownDay.zone()).exists())
                        .forEach(days::add));
        days.removeAll(records.complete());
        for (LocalDate day : days) {
            missed.add(records.recordedAsMissed().contains(day) ? read(day, now) : found(day, execution, now));
        }
        return missed;
    }

    private MissedDay found(LocalDate date, String execution, Instant now) {
        MissedDay found = MissedDay.found(date, execution, now);
        return store.create(uri(date), Json.write(found)) ? found : read(date, now);
    }

    /** The day's record; a new one without attempts if the object cannot be read, so that no day stops the plan. */
    private MissedDay read(LocalDate date, Instant now) {
        return readable(uri(date), MissedDay.class).orElseGet(() -> MissedDay.found(date, "", now));
    }

    private <T> Optional<T> readable(URI uri, Class<T> type) {
        try {
            return store.read(uri).map(bytes -> Json.read(bytes, type, uri.toString()));
        } catch (TerminalException unreadable) {
            LOG.warn("event=unreadable-record object={}", uri, unreadable);
            return Optional.empty();
        }
    }

    private void save(MissedDay day) {
        store.write(uri(day.date()), Json.write(day));
    }

    private URI uri(LocalDate date) {
        return layout.runs(dataset, date).resolve(MISSED);
    }

    private boolean isOpen(MissedDay day, Records records, String execution) {
        return day.isPlannedBy(execution)
                || (day.attempts().size() < MAX_ATTEMPTS && !isExpired(records.failuresOfIngest(day.date())));
    }

    private boolean isExpired(List<URI> failures) {
        return failures.stream()
                .flatMap(uri -> readable(uri, FailureRecord.class).stream())
                .anyMatch(failure -> failure.code() == ErrorCode.RecordsExpired
                        && failure.stage().equals(StageName.INGEST.text()));
    }

    private static List<LocalDate> dates(List<MissedDay> days) {
        return days.stream().map(MissedDay::date).toList();
    }

    /**
     * What a listing of {@code runs/<dataset>/} shows.
     *
     * @param known the days that have any object
     */
    private record Records(
            NavigableSet<LocalDate> known,
            Set<LocalDate> complete,
            NavigableSet<LocalDate> recordedAsMissed,
            List<URI> ingestFailures,
            URI folder) {
        static Records of(List<ObjectStore.StoredObject> objects, URI folder) {
            NavigableSet<LocalDate> known = new TreeSet<>();
            Set<LocalDate> complete = new HashSet<>();
            NavigableSet<LocalDate> missed = new TreeSet<>();
            List<URI> failures = new ArrayList<>();
            String report = StageName.REPORT.text() + ".json";
            for (ObjectStore.StoredObject object : objects) {
                String below = object.uri().getPath().substring(folder.getPath().length());
                int slash = below.indexOf('/');
                Optional<LocalDate> date = slash < 0 ? Optional.empty() : date(below.substring(0, slash));
                if (date.isEmpty()) {
                    continue;
                }
                String name = below.substring(slash + 1);
                known.add(date.get());
                if (name.equals(report)) {
                    complete.add(date.get());
                } else if (name.equals(MISSED)) {
                    missed.add(date.get());
                } else if (name.startsWith("failures/") && name.contains("-" + StageName.INGEST.text() + "-")) {
                    failures.add(object.uri());
                }
            }
            return new Records(known, complete, missed, failures, folder);
        }

        private static Optional<LocalDate> date(String name) {
            try {
                return Optional.of(LocalDate.parse(name));
            } catch (DateTimeParseException other) {
                return Optional.empty();
            }
        }

        /** The day after the last complete day before the given one, or else the first day with any record. */
        Optional<LocalDate> firstUnknown(LocalDate own) {
            return complete.stream()
                    .filter(day -> day.isBefore(own))
                    .max(Comparator.naturalOrder())
                    .map(last -> last.plusDays(1))
                    .or(() -> known.headSet(own, false).stream().findFirst());
        }

        List<URI> failuresOfIngest(LocalDate date) {
            String prefix = folder.resolve(date + "/").getPath();
            return ingestFailures.stream()
                    .filter(uri -> uri.getPath().startsWith(prefix))
                    .toList();
        }
    }
}
