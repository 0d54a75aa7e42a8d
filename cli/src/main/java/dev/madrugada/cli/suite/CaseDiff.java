package dev.madrugada.cli.suite;

import dev.madrugada.transform.parse.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a case's outcome differs from what is expected.
 *
 * @param key the key's columns, which name a row
 * @param masked the columns whose values are not shown
 */
record CaseDiff(List<String> key, Set<String> masked) {
    private static final String MASK = "***";
    private static final int LONGEST = 120;

    /** The differences as lines for people; empty if there are none. */
    List<String> of(Suite.Expected expected, Outcome actual) {
        List<String> lines = new ArrayList<>();
        rows(expected.rows(), actual.rows(), lines);
        if (expected.duplicates() != actual.duplicates()) {
            lines.add("duplicates: expected " + expected.duplicates() + ", actual " + actual.duplicates());
        }
        Map<Integer, List<Reason>> refused = new TreeMap<>(actual.quarantined());
        expected.quarantined().forEach((record, reasons) -> {
            List<Reason> given = refused.remove(record);
            if (given == null) {
                lines.add("record " + record + ": expected quarantined, actual valid");
                reasons.forEach(reason -> lines.add("  missing reason     " + reason));
            } else {
                reasons(record, reasons, given, lines);
            }
        });
        refused.forEach((record, reasons) -> {
            lines.add("record " + record + ": expected valid, actual quarantined");
            reasons.forEach(reason -> lines.add("  unexpected reason  " + text(reason)));
        });
        return lines;
    }

    private void rows(Suite.Rows expected, List<Map<String, @Nullable Object>> actual, List<String> lines) {
        if (expected.count() != actual.size()) {
            lines.add("rows: expected " + expected.count() + ", actual " + actual.size());
        }
        if (expected.named().isEmpty() && expected.count() > 0) {
            return;
        }
        RowPairs pairs = RowPairs.of(expected.named(), actual);
        for (RowPairs.Differing pair : pairs.differing()) {
            lines.add("row " + name(pair) + ": " + columns(pair.columns().size()));
            int widest = pair.columns().stream().mapToInt(String::length).max().orElse(1);
            for (String column : pair.columns()) {
                String padded = String.format(Locale.ROOT, "  %-" + widest + "s", column);
                String expectedValue = shown(column, pair.expected().get(column));
                String actualValue = shown(column, pair.actual().get(column));
                lines.add(padded + "  expected " + expectedValue + ", actual " + actualValue);
            }
        }
        pairs.missing().forEach(row -> lines.add("missing row     " + text(row)));
        pairs.unexpected().forEach(row -> lines.add("unexpected row  " + text(row)));
    }

    /** A row by its key, or by the columns that are as expected. */
    private String name(RowPairs.Differing pair) {
        Map<String, @Nullable Object> naming = new LinkedHashMap<>();
        key.stream()
                .filter(pair.actual()::containsKey)
                .forEach(column -> naming.put(column, pair.actual().get(column)));
        if (naming.isEmpty()) {
            pair.expected().forEach((column, value) -> {
                if (!pair.columns().contains(column)) {
                    naming.put(column, value);
                }
            });
        }
        return text(naming);
    }

    private static void reasons(int record, List<ExpectedReason> expected, List<Reason> actual, List<String> lines) {
        List<Reason> left = new ArrayList<>(actual);
        List<String> differences = new ArrayList<>();
        for (ExpectedReason reason : expected) {
            // The first match is taken: two expected reasons that both match one actual reason are equal in effect.
            left.stream()
                    .filter(reason::matches)
                    .findFirst()
                    .ifPresentOrElse(left::remove, () -> differences.add("  missing reason     " + reason));
        }
        left.forEach(reason -> differences.add("  unexpected reason  " + text(reason)));
        if (!differences.isEmpty()) {
            lines.add("record " + record + ": other reasons than expected");
            lines.addAll(differences);
        }
    }

    private static String text(Reason reason) {
        return reason.code()
                + (reason.column() == null ? "" : " " + reason.column())
                + ": " + reason.detail()
                + (reason.example() == null ? "" : " (masked: " + reason.example() + ")");
    }

    private String text(Map<String, @Nullable Object> row) {
        return row.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String shown(String column, @Nullable Object value) {
        if (masked.contains(column)) {
            return MASK;
        }
        String text = shown(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof String text) {
            return JsonText.quoted(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CaseDiff::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeSet<>(map.keySet().stream().map(String::valueOf).toList())
                    .stream()
                            .map(name -> name + ": " + shown(map.get(name)))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }

    private static String columns(int count) {
        return count == 1 ? "1 column differs" : count + " columns differ";
    }
}
