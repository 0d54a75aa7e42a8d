package dev.madrugada.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseDiffTest {
    private final CaseDiff diff = new CaseDiff(List.of("id"), Set.of("name"));

    @Test
    void equalOutcomesHaveNoDifferences() {
        Suite.Expected expected = expected(
                2,
                List.of(Map.of("id", new BigDecimal(2)), Map.of("id", new BigDecimal(1), "city", "Rome")),
                1,
                Map.of(4, List.of(reason("TypeMismatch", "city"))));

        assertThat(diff.of(
                        expected,
                        actual(
                                List.of(row(1, "Rome", "A"), row(2, "Oslo", "B")),
                                1,
                                Map.of(4, List.of(new Reason(ReasonCode.TypeMismatch, "city", "d", null))))))
                .isEmpty();
    }

    @Test
    void aRowIsNamedByItsKeyAndShowsTheColumnsThatDiffer() {
        Suite.Expected expected =
                expected(1, List.of(Map.of("id", new BigDecimal(1), "city", "Roma", "name", "B")), 0, Map.of());

        assertThat(diff.of(expected, actual(List.of(row(1, "Rome", "A")), 0, Map.of())))
                .containsExactly(
                        "row {id: 1}: 2 columns differ",
                        "  city  expected \"Roma\", actual \"Rome\"",
                        "  name  expected ***, actual ***");
    }

    @Test
    void missingAndUnexpectedRowsAreShownWithoutSensitiveValues() {
        Suite.Expected expected = expected(1, List.of(Map.of("id", new BigDecimal(7))), 0, Map.of());

        assertThat(diff.of(expected, actual(List.of(row(1, "Rome", "A"), row(2, null, "B")), 0, Map.of())))
                .containsExactly(
                        "rows: expected 1, actual 2",
                        "missing row     {id: 7}",
                        "unexpected row  {city: \"Rome\", id: 1, name: ***}",
                        "unexpected row  {city: null, id: 2, name: ***}");
    }

    @Test
    void aCountOfRowsComparesNoValues() {
        assertThat(diff.of(expected(2, List.of(), 0, Map.of()), actual(List.of(row(1, "Rome", "A")), 0, Map.of())))
                .containsExactly("rows: expected 2, actual 1");
        assertThat(diff.of(expected(1, List.of(), 0, Map.of()), actual(List.of(row(1, "Rome", "A")), 0, Map.of())))
                .isEmpty();
    }

    @Test
    void noRowsMeansNoRow() {
        assertThat(diff.of(expected(0, List.of(), 0, Map.of()), actual(List.of(row(1, "Rome", "A")), 2, Map.of())))
                .containsExactly(
                        "rows: expected 0, actual 1",
                        "unexpected row  {city: \"Rome\", id: 1, name: ***}",
                        "duplicates: expected 0, actual 2");
    }

    @Test
    void reasonsAreComparedRecordByRecord() {
        Suite.Expected expected = expected(
                0,
                List.of(),
                0,
                Map.of(
                        1, List.of(reason("TypeMismatch", "city")),
                        2, List.of(reason("TooLong", "city"), reason("MissingRequired", "id"))));

        assertThat(diff.of(
                        expected,
                        actual(
                                List.of(),
                                0,
                                Map.of(
                                        2,
                                        List.of(
                                                new Reason(ReasonCode.MissingRequired, "id", "the field is missing"),
                                                new Reason(ReasonCode.TooLong, "name", "5 bytes", "Aaaaa")),
                                        3,
                                        List.of(new Reason(ReasonCode.EmptyPayload, null, "no bytes"))))))
                .containsExactly(
                        "record 1: expected quarantined, actual valid",
                        "  missing reason     TypeMismatch city",
                        "record 2: other reasons than expected",
                        "  missing reason     TooLong city",
                        "  unexpected reason  TooLong name: 5 bytes (masked: Aaaaa)",
                        "record 3: expected valid, actual quarantined",
                        "  unexpected reason  EmptyPayload: no bytes");
    }

    private static Map<String, @Nullable Object> row(int id, @Nullable String city, String name) {
        Map<String, @Nullable Object> row = new TreeMap<>();
        row.put("id", id);
        row.put("city", city);
        row.put("name", name);
        return row;
    }

    private static ExpectedReason reason(String code, String column) {
        return new ExpectedReason(ReasonCode.valueOf(code), Optional.of(column), Optional.empty());
    }

    private static Suite.Expected expected(
            long count,
            List<Map<String, @Nullable Object>> rows,
            long duplicates,
            Map<Integer, List<ExpectedReason>> quarantined) {
        return new Suite.Expected(new Suite.Rows(count, rows), duplicates, new TreeMap<>(quarantined));
    }

    private static Outcome actual(
            List<Map<String, @Nullable Object>> rows, long duplicates, Map<Integer, List<Reason>> quarantined) {
        SortedMap<Integer, List<Reason>> refused = new TreeMap<>(quarantined);
        return new Outcome(rows, duplicates, refused);
    }
}
