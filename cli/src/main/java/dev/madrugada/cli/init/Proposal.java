package dev.madrugada.cli.init;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.FieldPath;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is proposed for a dataset.
 *
 * @param ignored paths of fields without any value, or with values that no column can hold, and why
 * @param key empty if the records have none
 * @param eventTime empty if it is the arrival
 * @param latenessDays days from the first to the last event day, at least 1
 * @param partition the name of the event day's column
 * @param notes what the author has to decide
 */
record Proposal(
        String dataset,
        Sample sample,
        List<ProposedColumn> columns,
        Map<FieldPath, String> ignored,
        Optional<ProposedColumn> key,
        Optional<ProposedColumn> eventTime,
        long latenessDays,
        String partition,
        List<String> notes) {
    private static final int DEEPEST = 5;
    private static final int MOST_NAMES = 30;
    private static final int MOST_LATENESS_DAYS = 30;

    static Proposal of(String dataset, Sample sample) {
        Fields fields = new Fields(sample.records());
        fields.addAll(sample.root(), List.of());
        ColumnIdentifiers identifiers =
                new ColumnIdentifiers(fields.found.stream().map(Found::path).toList());
        List<ProposedColumn> columns = fields.found.stream()
                .map(found -> new ProposedColumn(
                        identifiers.of(found.path()),
                        path(found.path()),
                        found.guess(),
                        found.field().values() == sample.records()
                                && !found.guess().hasNulls(),
                        found.field(),
                        found.times()))
                .toList();
        List<String> notes = new ArrayList<>();
        sample.csv()
                .map(Sample.Csv::form)
                .ifPresent(form -> notes.add("source: files of CSV with a header, the delimiter '"
                        + (form.delimiter() == '\t' ? "tab" : form.delimiter()) + "' and the encoding "
                        + form.encoding()
                        + ", as in the sample. Write the location of yours."));
        if (sample.hasLinesOfObjects()) {
            notes.add(
                    "rows: '$' makes a row of each object, because lines of the sample have several or arrays. One refused object"
                            + " refuses its line.");
        }
        Optional<ProposedColumn> key = key(columns, sample.records(), notes);
        Optional<ProposedColumn> time = eventTime(columns, notes);
        String partition = time.map(ProposedColumn::name)
                .filter(name -> name.endsWith("_at"))
                .map(name -> name.substring(0, name.length() - 2) + "on")
                .orElse("event_day");
        return new Proposal(
                dataset,
                sample,
                columns,
                fields.ignored,
                key,
                time,
                Math.max(
                        1,
                        time.flatMap(ProposedColumn::times).map(Proposal::days).orElse(1L)),
                identifiers.unique(partition),
                notes);
    }

    private static FieldPath path(List<String> names) {
        return FieldPath.of(names.toArray(String[]::new));
    }

    private static long days(Times times) {
        return ChronoUnit.DAYS.between(times.firstDay(), times.lastDay());
    }

    /** A unique field that never lacks a value and is named like an identifier. */
    private static Optional<ProposedColumn> key(List<ProposedColumn> columns, long records, List<String> notes) {
        List<ProposedColumn> unique = columns.stream()
                .filter(column -> column.isUniqueIn(records))
                .filter(column -> column.hasKind(Kind.INTEGER, Kind.BIGINT, Kind.VARCHAR, Kind.DECIMAL))
                .sorted(Comparator.comparingInt(column -> -identifierScore(column.name())))
                .toList();
        Optional<ProposedColumn> key = unique.stream()
                .filter(column -> identifierScore(column.name()) > 0 && records > 1)
                .findFirst();
        String names = unique.stream()
                .filter(column -> key.filter(column::equals).isEmpty())
                .map(ProposedColumn::name)
                .collect(Collectors.joining(", "));
        if (key.isPresent()) {
            notes.add("key: '" + key.get().name() + "' is unique in the sample"
                    + (names.isEmpty() ? "" : (names.contains(",") ? "; so are " : "; so is ") + names)
                    + ". Records with the same key and day are versions"
                    + " of one; the latest is kept.");
        } else {
            notes.add("key: 'arrival', every record is a row, because no field is "
                    + (unique.isEmpty()
                            ? "unique and never missing."
                            : "named like an identifier; unique and never missing: " + names + ".")
                    + " Name columns as key if records may be sent twice.");
        }
        return key;
    }

    private static int identifierScore(String name) {
        if (name.matches("id|uuid|guid|key")) {
            return 3;
        }
        return name.matches(".*(_id|_uuid|_guid|_key)") ? 2 : name.matches(".*(_no|_nr|_number|_code|_ref)") ? 1 : 0;
    }

    /** A time that no record lacks; none if a night could not take all of the sample's days. */
    private static Optional<ProposedColumn> eventTime(List<ProposedColumn> columns, List<String> notes) {
        List<ProposedColumn> times = columns.stream()
                .filter(column -> column.isRequired() && column.times().isPresent())
                .sorted(Comparator.comparingInt(Proposal::timeScore))
                .toList();
        if (times.isEmpty()) {
            notes.add("event-time: the arrival, because no field has a time in every record.");
            return Optional.empty();
        }
        ProposedColumn best = times.get(0);
        Times seen = best.times().orElseThrow();
        if (days(seen) > MOST_LATENESS_DAYS) {
            notes.add("event-time: the arrival, because the sample's times are too far apart for one night: '"
                    + best.name() + "' is from " + seen.firstDay() + " to " + seen.lastDay()
                    + ". If your stream's records arrive within " + MOST_LATENESS_DAYS
                    + " days, write 'column: " + best.name() + "'.");
            return Optional.empty();
        }
        String others = String.join(
                ", ", times.stream().skip(1).map(ProposedColumn::name).toList());
        notes.add("event-time: '" + best.name() + "'" + (others.isEmpty() ? "" : "; others: " + others)
                + ". lateness-days takes the sample's days, " + seen.firstDay() + " to " + seen.lastDay()
                + ", in one night; a stream's records mostly need 1.");
        return Optional.of(best);
    }

    private static int timeScore(ProposedColumn column) {
        String name = column.name().toLowerCase(Locale.ROOT);
        int kind = column.hasKind(Kind.TIMESTAMP) ? 0 : 10;
        if (name.matches(".*(updated|modified|changed|expires|birth|valid|end).*")) {
            return kind + 5;
        }
        return kind + (name.matches(".*(event|happened|occurred|created|placed|time|_at|date).*") ? 0 : 1);
    }

    /** A field for which a column is proposed. */
    private record Found(List<String> path, SeenField field, ValueGuess guess, Optional<Times> times) {}

    /** Collects the fields of the records, those of nested objects by their paths. */
    private static final class Fields {
        private final long records;
        private final List<Found> found = new ArrayList<>();
        private final Map<FieldPath, String> ignored = new LinkedHashMap<>();

        Fields(long records) {
            this.records = records;
        }

        void addAll(SeenField parent, List<String> path) {
            parent.fields().forEach((name, field) -> {
                List<String> below = new ArrayList<>(path);
                below.add(name);
                add(field, List.copyOf(below));
            });
        }

        private void add(SeenField field, List<String> path) {
            String name = path.get(path.size() - 1);
            if (field.values() == 0) {
                ignored.put(path(path), "always null");
            } else if (field.scalars() == field.values()) {
                ValueGuesses guesses = ValueGuesses.of(field, name);
                found.add(new Found(path, field, guesses.guess(), guesses.times()));
            } else if (field.objects() == field.values()
                    && !field.fields().isEmpty()
                    && !isMapLike(field)
                    && path.size() < DEEPEST) {
                addAll(field, path);
            } else {
                addSubtree(field, path, name);
            }
        }

        private void addSubtree(SeenField field, List<String> path, String name) {
            if (field.longestJson() > ColumnType.LONGEST_VARCHAR) {
                ignored.put(path(path), "up to " + field.longestJson() + " bytes; a json column holds 65,535");
                return;
            }
            Optional<ColumnType> element =
                    field.arrays() == field.values() ? ValueGuesses.elementOf(field.element(), name) : Optional.empty();
            ValueGuess guess = element.map(
                            type -> ValueGuess.of(ColumnType.arrayOf(type).toString()))
                    .orElseGet(() -> json(field));
            found.add(new Found(path, field, guess, Optional.empty()));
        }

        private ValueGuess json(SeenField field) {
            ValueGuess guess = ValueGuess.of("json");
            if (field.element().objects() > 0 && field.arrays() == field.values()) {
                return guess.noted("an array of objects: 'rows:' makes a row of each, array<struct<…>> types them");
            }
            if (isMapLike(field)) {
                return guess.noted("an object of many names: map<varchar(64),…> types it if its values are alike");
            }
            return field.arrays() > 0 && field.scalars() + field.objects() > 0
                    ? guess.noted("values of several kinds")
                    : guess;
        }

        /** Whether an object's names are data: there are many, and most objects lack most of them. */
        private boolean isMapLike(SeenField field) {
            long values = field.fields().values().stream()
                    .mapToLong(each -> each.values() + each.nulls())
                    .sum();
            int names = field.fields().size();
            return names > MOST_NAMES && values < (long) names * field.objects() / 4 && records > 1;
        }
    }
}
