package dev.madrugada.cli.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Expected rows assigned to actual ones, whatever their order. As many expected rows as possible get an actual row that
 * has all their values. The others are paired with the actual rows that differ from them in the fewest columns.
 *
 * @param differing an expected and an actual row, and the columns that differ
 * @param missing expected rows without an actual one
 * @param unexpected actual rows without an expected one
 */
record RowPairs(
        List<Differing> differing,
        List<Map<String, @Nullable Object>> missing,
        List<Map<String, @Nullable Object>> unexpected) {

    record Differing(
            Map<String, @Nullable Object> expected, Map<String, @Nullable Object> actual, Set<String> columns) {}

    static RowPairs of(List<Map<String, @Nullable Object>> expected, List<Map<String, @Nullable Object>> actual) {
        int[] expectedOf = new Matching(expected, actual).expectedOf();
        List<Map<String, @Nullable Object>> missing = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            int row = i;
            if (Arrays.stream(expectedOf).noneMatch(assigned -> assigned == row)) {
                missing.add(expected.get(i));
            }
        }
        List<Map<String, @Nullable Object>> unexpected = new ArrayList<>();
        for (int i = 0; i < actual.size(); i++) {
            if (expectedOf[i] < 0) {
                unexpected.add(actual.get(i));
            }
        }
        List<Differing> differing = new ArrayList<>();
        for (Differing next = nearest(missing, unexpected); next != null; next = nearest(missing, unexpected)) {
            differing.add(next);
            remove(missing, next.expected());
            remove(unexpected, next.actual());
        }
        return new RowPairs(differing, missing, unexpected);
    }

    private static void remove(List<Map<String, @Nullable Object>> rows, Map<String, @Nullable Object> row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == row) {
                rows.remove(i);
                return;
            }
        }
    }

    /** The two rows that differ in the fewest columns and have a value in common; null if there are none. */
    private static @Nullable Differing nearest(
            List<Map<String, @Nullable Object>> missing, List<Map<String, @Nullable Object>> unexpected) {
        Differing best = null;
        for (Map<String, @Nullable Object> expected : missing) {
            for (Map<String, @Nullable Object> actual : unexpected) {
                Differing pair = new Differing(expected, actual, differences(expected, actual));
                boolean haveCommonValue = pair.columns().size() < expected.size();
                if (haveCommonValue
                        && (best == null
                                || pair.columns().size() < best.columns().size())) {
                    best = pair;
                }
            }
        }
        return best;
    }

    private static Set<String> differences(
            Map<String, @Nullable Object> expected, Map<String, @Nullable Object> actual) {
        Set<String> columns = new TreeSet<>();
        expected.forEach((name, value) -> {
            if (!ExpectedValues.areEqual(value, actual.get(name))) {
                columns.add(name);
            }
        });
        return columns;
    }

    /** A maximum matching of a bipartite graph, by augmenting paths: expected rows may name different columns. */
    private static final class Matching {
        private final boolean[][] isMatch;
        private final int[] expectedOf;

        Matching(List<Map<String, @Nullable Object>> expected, List<Map<String, @Nullable Object>> actual) {
            isMatch = new boolean[expected.size()][actual.size()];
            expectedOf = new int[actual.size()];
            Arrays.fill(expectedOf, -1);
            for (int i = 0; i < expected.size(); i++) {
                for (int j = 0; j < actual.size(); j++) {
                    isMatch[i][j] = differences(expected.get(i), actual.get(j)).isEmpty();
                }
            }
        }

        /** For each actual row, the position of its expected row; -1 without one. */
        int[] expectedOf() {
            for (int i = 0; i < isMatch.length; i++) {
                assign(i, new boolean[expectedOf.length]);
            }
            return expectedOf;
        }

        private boolean assign(int expected, boolean[] visited) {
            for (int j = 0; j < visited.length; j++) {
                if (isMatch[expected][j] && !visited[j]) {
                    visited[j] = true;
                    if (expectedOf[j] < 0 || assign(expectedOf[j], visited)) {
                        expectedOf[j] = expected;
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
