package dev.madrugada.cli.init;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the names of columns from the names of fields: {@code IMDB Rating} becomes {@code imdb_rating}. */
final class ColumnIdentifiers {
    private static final int LONGEST = 63;
    /** What a contract refuses as a column's name. */
    private static final Set<String> REFUSED = Set.of(
            "oid",
            "tableoid",
            "xmin",
            "cmin",
            "xmax",
            "cmax",
            "ctid",
            "insertxid",
            "deletexid",
            "true",
            "false",
            "null",
            "not");

    private final Map<String, Long> byLastName;
    private final Set<String> taken = new HashSet<>();

    /** @param paths the names of each column's fields, from the record to the value */
    ColumnIdentifiers(List<List<String>> paths) {
        byLastName = paths.stream()
                .collect(Collectors.groupingBy(
                        path -> identifier(path.get(path.size() - 1)), HashMap::new, Collectors.counting()));
    }

    /** The last field's name if no other column has it, else the names of the whole path; unique. */
    String of(List<String> path) {
        String last = identifier(path.get(path.size() - 1));
        boolean isOnly = byLastName.getOrDefault(last, 0L) == 1;
        String name = isOnly ? last : identifier(String.join("_", path));
        return unique(name);
    }

    /** The name, with a number if a column has it. */
    String unique(String name) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            String suffix = "_" + number;
            free = name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix;
        }
        return free;
    }

    static String identifier(String field) {
        String plain = java.text.Normalizer.normalize(field, java.text.Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        String name = plain.isEmpty() ? "field" : plain.matches("[a-z].*") ? plain : "c_" + plain;
        String whole = REFUSED.contains(name) ? name + "_value" : name;
        return whole.substring(0, Math.min(LONGEST, whole.length()));
    }
}
