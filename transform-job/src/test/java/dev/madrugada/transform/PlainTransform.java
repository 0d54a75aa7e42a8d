package dev.madrugada.transform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a night of {@link Contracts#EVENTS} has to give, computed record by record without anything of the job: the
 * generated records say themselves whether they are valid.
 */
final class PlainTransform {
    private static final int LABEL_BYTES = 8;

    private PlainTransform() {}

    /** A record as its producer knows it; {@code payload} may be broken. */
    record Given(int sequence, Instant arrivedAt, long id, Instant happenedAt, String label, boolean isBroken) {
        LocalDate arrivalDay() {
            return LocalDate.ofInstant(arrivedAt, ZoneOffset.UTC);
        }

        LocalDate eventDay() {
            return LocalDate.ofInstant(happenedAt, ZoneOffset.UTC);
        }

        /** The contract allows one day of lateness and an hour of the future. */
        boolean isValid() {
            return !isBroken
                    && label.length() <= LABEL_BYTES
                    && !arrivalDay().isAfter(eventDay().plusDays(1))
                    && !happenedAt.isAfter(arrivedAt.plusSeconds(3600));
        }

        String row() {
            return id + " " + label;
        }
    }

    /** The counts of a night. */
    record Counts(long raw, long curated, long duplicates, long quarantined) {}

    /** The latest arrival wins; the greater sequence number breaks ties. */
    private static final Comparator<Given> PRECEDENCE =
            Comparator.comparing(Given::arrivedAt).thenComparingInt(Given::sequence);

    /** The rows of each event day, from the records of the given arrival days. */
    static Map<LocalDate, List<String>> rows(List<Given> records) {
        Map<LocalDate, List<String>> rows = new TreeMap<>();
        winners(records)
                .values()
                .forEach(winner -> rows.computeIfAbsent(winner.eventDay(), day -> new ArrayList<>())
                        .add(winner.row()));
        rows.values().forEach(day -> day.sort(Comparator.naturalOrder()));
        return rows;
    }

    private static Map<String, Given> winners(List<Given> records) {
        Map<String, Given> winners = new HashMap<>();
        for (Given record : records) {
            if (record.isValid()) {
                winners.merge(
                        record.eventDay() + "/" + record.id(),
                        record,
                        (one, two) -> PRECEDENCE.compare(one, two) >= 0 ? one : two);
            }
        }
        return winners;
    }

    /** The counts of an arrival day's night, when the given records were there. */
    static Counts counts(LocalDate arrivalDay, List<Given> present) {
        List<Given> arrived = present.stream()
                .filter(record -> record.arrivalDay().equals(arrivalDay))
                .toList();
        TreeSet<Integer> kept = new TreeSet<>();
        winners(present).values().forEach(winner -> kept.add(winner.sequence()));
        long valid = arrived.stream().filter(Given::isValid).count();
        long curated = arrived.stream()
                .filter(record -> kept.contains(record.sequence()))
                .count();
        return new Counts(arrived.size(), curated, valid - curated, arrived.size() - valid);
    }
}
