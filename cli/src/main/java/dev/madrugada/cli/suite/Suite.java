package dev.madrugada.cli.suite;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of tests.
 *
 * @param file as it is printed
 */
record Suite(String file, List<Case> cases) {
    Suite {
        cases = List.copyOf(cases);
    }

    /**
     * One test: the records that arrive, and what transform makes of them.
     *
     * @param line where it begins in the file
     */
    record Case(String name, int line, List<Given> given, Expected expected) {
        Case {
            given = List.copyOf(given);
        }
    }

    /**
     * A record that arrives.
     *
     * @param arrivedAt empty if the suite does not say it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Given(byte[] payload, Optional<Instant> arrivedAt) {}

    /**
     * What is expected of a case.
     *
     * @param quarantined the reasons of each refused record, by its number among the given ones, from 1
     */
    record Expected(Rows rows, long duplicates, SortedMap<Integer, List<ExpectedReason>> quarantined) {}

    /**
     * The curated rows, in any order.
     *
     * @param count how many
     * @param named columns and their values for each row; empty if only the count is expected
     */
    record Rows(long count, List<Map<String, @Nullable Object>> named) {
        static final Rows NONE = new Rows(0, List.of());
    }
}
