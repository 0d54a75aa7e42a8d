package dev.madrugada.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowPairsTest {
    @Test
    void aRowThatNamesFewColumnsDoesNotTakeTheRowOfAnother() {
        List<Map<String, @Nullable Object>> expected = List.of(row("a", 1), row("a", 1, "b", 1));
        List<Map<String, @Nullable Object>> actual = List.of(row("a", 1, "b", 1), row("a", 1, "b", 2));

        RowPairs pairs = RowPairs.of(expected, actual);

        assertThat(pairs.differing()).isEmpty();
        assertThat(pairs.missing()).isEmpty();
        assertThat(pairs.unexpected()).isEmpty();
    }

    @Test
    void theRowsWithTheFewestDifferencesArePaired() {
        Map<String, @Nullable Object> first = row("id", 1, "a", 5, "b", 5);
        Map<String, @Nullable Object> second = row("id", 2, "a", 6, "b", 6);
        Map<String, @Nullable Object> actual = row("id", 2, "a", 6, "b", 7);

        RowPairs pairs = RowPairs.of(List.of(first, second), List.of(actual));

        assertThat(pairs.differing()).singleElement().satisfies(pair -> {
            assertThat(pair.expected()).isSameAs(second);
            assertThat(pair.columns()).containsExactly("b");
        });
        assertThat(pairs.missing()).containsExactly(first);
        assertThat(pairs.unexpected()).isEmpty();
    }

    @Test
    void rowsWithoutACommonValueAreNotPaired() {
        RowPairs pairs = RowPairs.of(List.of(row("id", 1)), List.of(row("id", 2)));

        assertThat(pairs.differing()).isEmpty();
        assertThat(pairs.missing()).hasSize(1);
        assertThat(pairs.unexpected()).hasSize(1);
    }

    /** The oracle tries every assignment. */
    @Test
    void asManyExpectedRowsAsPossibleGetAnActualRow() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats these rows");
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Map<String, @Nullable Object>> actual = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                actual.add(row("a", random.nextInt(2), "b", random.nextInt(2), "c", random.nextInt(2)));
            }
            List<Map<String, @Nullable Object>> expected = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                Map<String, @Nullable Object> some = row("a", random.nextInt(2), "b", random.nextInt(2), "c", 0);
                some.keySet().removeIf(column -> random.nextBoolean());
                expected.add(some);
            }
            RowPairs pairs = RowPairs.of(expected, actual);
            int withoutPartner = pairs.missing().size() + pairs.differing().size();
            assertThat(expected.size() - withoutPartner)
                    .as("-Dmadrugada.seed=%d, round %d: %s against %s", seed, round, expected, actual)
                    .isEqualTo(most(expected, actual, 0, new boolean[actual.size()]));
        }
    }

    private static int most(
            List<Map<String, @Nullable Object>> expected,
            List<Map<String, @Nullable Object>> actual,
            int from,
            boolean[] taken) {
        if (from == expected.size()) {
            return 0;
        }
        int best = most(expected, actual, from + 1, taken);
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]
                    && actual.get(i).entrySet().containsAll(expected.get(from).entrySet())) {
                taken[i] = true;
                best = Math.max(best, 1 + most(expected, actual, from + 1, taken));
                taken[i] = false;
            }
        }
        return best;
    }

    @Test
    void decimalsAreEqualWhateverTheirScale() {
        assertThat(ExpectedValues.areEqual(new BigDecimal("12.5"), new BigDecimal("12.500")))
                .isTrue();
        assertThat(ExpectedValues.areEqual(new BigDecimal(7), 7L)).isTrue();
        assertThat(ExpectedValues.areEqual(new BigDecimal(7), 8)).isFalse();
        assertThat(ExpectedValues.areEqual(List.of(new BigDecimal(1)), List.of(1)))
                .isTrue();
        assertThat(ExpectedValues.areEqual(List.of("a"), List.of("a", "b"))).isFalse();
        assertThat(ExpectedValues.areEqual(null, "")).isFalse();
    }

    private static Map<String, @Nullable Object> row(Object... columnsAndValues) {
        Map<String, @Nullable Object> row = new HashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
