package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a lookup's file while it is read. A row must have its whole key, and no other row may have it. */
final class LookupRows {
    private static final int MAX_PROBLEMS = 20;

    private final Lookup lookup;
    private final Problems problems;
    private final Map<List<Object>, Long> lineOfKey = new HashMap<>();
    private final Map<List<Object>, List<@Nullable Object>> rows = new LinkedHashMap<>();

    LookupRows(Lookup lookup, Problems problems) {
        this.lookup = lookup;
        this.problems = problems;
    }

    /** The name of the file that is read. */
    String file() {
        return lookup.file();
    }

    Problems problems() {
        return problems;
    }

    /**
     * Adds a row.
     *
     * @param line the row's line or, in a file without lines, its number, counted from 1
     * @param values the key's values, then those of the lookup's columns; null where the file has none
     * @param invalid what is wrong with the row's values
     * @return whether further rows are of interest; there are not too many problems yet
     */
    boolean add(long line, List<@Nullable Object> values, List<String> invalid) {
        invalid.forEach(what -> problems.add(EnrichFaults.badRow(lookup.file(), line, what)));
        int keys = lookup.fields().size();
        List<@Nullable Object> key = values.subList(0, keys);
        if (invalid.isEmpty() && key.contains(null)) {
            problems.add(EnrichFaults.badRow(lookup.file(), line, "the key is missing"));
        } else if (invalid.isEmpty()) {
            put(line, LookupTable.key(key), values.subList(keys, values.size()));
        }
        if (problems.count() >= MAX_PROBLEMS) {
            problems.add(EnrichFaults.moreBadRows(lookup.file()));
            return false;
        }
        return true;
    }

    private void put(long line, List<Object> key, List<@Nullable Object> values) {
        Long before = lineOfKey.putIfAbsent(key, line);
        if (before == null) {
            rows.put(key, Collections.unmodifiableList(new ArrayList<>(values)));
        } else {
            String where = lookup.format() == Lookup.Format.PARQUET ? "row " : "line ";
            problems.add(EnrichFaults.badRow(lookup.file(), line, "the key is already on " + where + before));
        }
    }

    Map<List<Object>, List<@Nullable Object>> rows() {
        return rows;
    }
}
