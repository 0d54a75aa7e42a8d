package dev.madrugada.cli.suite;

import dev.madrugada.transform.parse.Reason;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What transform made of a case's records.
 *
 * @param rows the curated rows: values by column, with the event day under the partition column's name. A timestamp is
 *     an Instant, a date a LocalDate, an array a List, a struct or a map a Map
 * @param duplicates the rows that another row with the same key displaced
 * @param quarantined the reasons of each refused record, by its number among the given ones, from 1
 */
record Outcome(
        List<Map<String, @Nullable Object>> rows, long duplicates, SortedMap<Integer, List<Reason>> quarantined) {}
