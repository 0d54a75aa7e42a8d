package dev.madrugada.transform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What nights have to give, computed record by record without anything of the job: the generated records say themselves
 * whether they are valid.
 *
 * @param key the columns of the key; empty for {@code key: arrival}
 * @param keep the contract's {@code keep}
 */
record PlainTransform(List<String> key, String keep) {
    private static final int LABEL_BYTES = 8;

    /** A record as its producer knows it; its payload may be broken. */
    record Given(int sequence, Instant arrivedAt, List<Item> items, boolean isBroken) {
        LocalDate arrivalDay() {
            return LocalDate.ofInstant(arrivedAt, ZoneOffset.UTC);
        }

        boolean isValid() {
            return !isBroken && items.stream().allMatch(item -> item.isValidAt(arrivedAt));
        }
    }

    /** What makes one row. */
    record Item(long id, @Nullable String part, @Nullable Integer version, Instant happenedAt, String label) {
        LocalDate eventDay() {
            return LocalDate.ofInstant(happenedAt, ZoneOffset.UTC);
        }

        /** The contracts allow one day of lateness and an hour of the future. */
        private boolean isValidAt(Instant arrival) {
            LocalDate arrivalDay = LocalDate.ofInstant(arrival, ZoneOffset.UTC);
            return label.length() <= LABEL_BYTES
                    && !arrivalDay.isAfter(eventDay().plusDays(1))
                    && !happenedAt.isAfter(arrival.plusSeconds(3600));
        }

        String row() {
            return id + " " + part + " " + version + " " + label;
        }
    }

    /** A row of a valid record; {@code index} is its place in the record. */
    private record Candidate(Given record, int index, Item item) {
        int version() {
            return item.version() == null ? 0 : item.version();
        }
    }

    /** The counts of a night: records, and rows of the accepted ones. */
    record Counts(long raw, long quarantined, long rows, long curated, long duplicates) {}

    /** The rows of each event day, from the records of all arrival days. */
    Map<LocalDate, List<String>> rows(List<Given> records) {
        Map<LocalDate, List<String>> rows = new TreeMap<>();
        winners(records)
                .forEach(winner -> rows.computeIfAbsent(winner.item().eventDay(), day -> new ArrayList<>())
                        .add(winner.item().row()));
        return rows;
    }

    /** The counts of an arrival day's night, when the given records were there. */
    Counts counts(LocalDate arrivalDay, List<Given> present) {
        List<Given> arrived = present.stream()
                .filter(record -> record.arrivalDay().equals(arrivalDay))
                .toList();
        long refused = arrived.stream().filter(record -> !record.isValid()).count();
        long rows = candidates(arrived).size();
        long curated = winners(present).stream()
                .filter(winner -> winner.record().arrivalDay().equals(arrivalDay))
                .count();
        return new Counts(arrived.size(), refused, rows, curated, rows - curated);
    }

    private static List<Candidate> candidates(List<Given> records) {
        List<Candidate> candidates = new ArrayList<>();
        for (Given record : records) {
            for (int i = 0; record.isValid() && i < record.items().size(); i++) {
                candidates.add(new Candidate(record, i, record.items().get(i)));
            }
        }
        return candidates;
    }

    private Set<Candidate> winners(List<Given> records) {
        Map<String, Candidate> winners = new HashMap<>();
        for (Candidate candidate : candidates(records)) {
            winners.merge(
                    keyOf(candidate), candidate, (one, two) -> precedence().compare(one, two) >= 0 ? one : two);
        }
        return new HashSet<>(winners.values());
    }

    private String keyOf(Candidate row) {
        StringBuilder text = new StringBuilder().append(row.item().eventDay());
        if (key.isEmpty()) {
            text.append('/').append(row.record().sequence()).append('#').append(row.index());
        }
        if (key.contains("id")) {
            text.append("/id ").append(row.item().id());
        }
        if (key.contains("part")) {
            text.append("/part ")
                    .append(row.item().part() == null ? "" : "'" + row.item().part() + "'");
        }
        return text.toString();
    }

    /** The greatest one is kept. Of rows of one record, that is the first one. */
    private Comparator<Candidate> precedence() {
        Comparator<Candidate> arrival = Comparator.<Candidate, Instant>comparing(
                        row -> row.record().arrivedAt())
                .thenComparingInt(row -> row.record().sequence());
        Comparator<Candidate> hasVersion =
                Comparator.comparing(row -> row.item().version() != null);
        Comparator<Candidate> version = Comparator.comparingInt(Candidate::version);
        Comparator<Candidate> kept = switch (keep) {
            case "latest" -> arrival;
            case "earliest" -> arrival.reversed();
            case "greatest version" -> hasVersion.thenComparing(version).thenComparing(arrival);
            case "least version" -> hasVersion.thenComparing(version.reversed()).thenComparing(arrival);
            default -> throw new IllegalArgumentException(keep);
        };
        return kept.thenComparing(Comparator.comparingInt(Candidate::index).reversed());
    }
}
