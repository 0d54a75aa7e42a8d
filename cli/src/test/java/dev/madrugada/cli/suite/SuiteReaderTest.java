package dev.madrugada.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.transform.parse.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SuiteReaderTest {
    private final Problems problems = new Problems();

    @Test
    void aRecordIsALineATextAnObjectOrAChangeOfTheBase() {
        Suite suite = read("""
                base: {flight_id: 1, "odd name": null, delay_minutes: 1.50}
                cases:
                  - name: lines
                    given: |
                      {"flight_id":1}

                      {"flight_id":2}
                    expect: {rows: 2}
                  - name: items
                    given:
                      - '{"flight_id":3}'
                      - record: {flight_id: 4, tags: [a, "1", true], nested: {x: 1e2}}
                      - record: not JSON
                      - with: {delay_minutes: "12"}
                        without: [odd name]
                      - base64: AP8=
                    expect: {rows: 0}
                """);

        assertThat(problems.faults()).isEmpty();
        assertThat(payloads(suite.cases().get(0))).containsExactly("{\"flight_id\":1}", "{\"flight_id\":2}");
        assertThat(payloads(suite.cases().get(1)))
                .startsWith(
                        "{\"flight_id\":3}",
                        "{\"flight_id\":4,\"tags\":[\"a\",\"1\",true],\"nested\":{\"x\":1e2}}",
                        "not JSON",
                        "{\"flight_id\":1,\"delay_minutes\":\"12\"}");
        assertThat(suite.cases().get(1).given().get(4).payload()).containsExactly(0, 0xFF);
    }

    @Test
    void theNearestArrivalTimeCounts() {
        Suite suite = read("""
                arrived-at: "2001-01-01T00:00:00Z"
                cases:
                  - {name: of the suite, given: ["{}"], expect: {}}
                  - name: of the case
                    arrived-at: "2001-01-02T00:00:00Z"
                    given: ["{}", {record: {}, arrived-at: "2001-01-03T01:00:00+01:00"}]
                    expect: {}
                """);

        assertThat(problems.faults()).isEmpty();
        assertThat(suite.cases().stream()
                        .flatMap(each -> each.given().stream())
                        .map(Suite.Given::arrivedAt)
                        .map(Optional::orElseThrow))
                .containsExactly(
                        Instant.parse("2001-01-01T00:00:00Z"),
                        Instant.parse("2001-01-02T00:00:00Z"),
                        Instant.parse("2001-01-03T00:00:00Z"));
    }

    @Test
    void reasonsAreTextsOrKeys() {
        Suite suite = read("""
                cases:
                  - name: refused
                    given: ["{}", "{}"]
                    expect:
                      quarantined:
                        1: MalformedJson
                        2: [TypeMismatch origin, {code: TooLong, column: destination, detail: too long}]
                """);

        assertThat(problems.faults()).isEmpty();
        assertThat(suite.cases().get(0).expected().quarantined())
                .containsEntry(
                        1, List.of(new ExpectedReason(ReasonCode.MalformedJson, Optional.empty(), Optional.empty())))
                .containsEntry(
                        2,
                        List.of(
                                new ExpectedReason(ReasonCode.TypeMismatch, Optional.of("origin"), Optional.empty()),
                                new ExpectedReason(
                                        ReasonCode.TooLong, Optional.of("destination"), Optional.of("too long"))));
    }

    @Test
    void namesAllProblemsAtOnce() {
        read("""
                arrived-at: noon
                cases:
                  - name: columns and values
                    given: ["{}"]
                    expect:
                      rows:
                        - {flight_idd: 1, delay_minutes: ten, departed_at: "2001-01-01", is_late: 1}
                  - name: reasons
                    given: ["{}", {flight_id: 1}, {with: {origin: X}}]
                    expect:
                      quarantined:
                        1: TypeMissmatch
                        2: TypeMismatch orgin
                        4: MalformedJson
                      duplicate: 1
                  - given: []
                """);

        assertThat(problems.faults().stream().map(Fault::sentence))
                .containsExactlyInAnyOrder(
                        "tests/t.yaml:1: arrived-at is 'noon'; it has to be a time with Z or an offset; write"
                                + " 2026-01-31T12:00:00Z",
                        "tests/t.yaml:7: cases[0].expect.rows[0].flight_idd is not a curated column; the contract has no"
                                + " such column; did you mean 'flight_id'?",
                        "tests/t.yaml:7: cases[0].expect.rows[0].delay_minutes is 'ten'; the column is integer; write a"
                                + " value of the column's type",
                        "tests/t.yaml:7: cases[0].expect.rows[0].departed_at is '2001-01-01'; the column is timestamp;"
                                + " write a value of the column's type",
                        "tests/t.yaml:7: cases[0].expect.rows[0].is_late is '1'; the column is boolean; write a value of"
                                + " the column's type",
                        "tests/t.yaml:9: cases[1].given[1] has no record; a record is a JSON text, or keys: record (an"
                                + " object or a JSON text), or with and without (changes of the suite's base), or base64;"
                                + " and arrived-at; write the object's fields below 'record:'",
                        "tests/t.yaml:9: cases[1].given[2] changes the suite's base; the suite has none; add 'base:' with"
                                + " a record's fields",
                        "tests/t.yaml:12: cases[1].expect.quarantined.1 is 'TypeMissmatch'; a reason begins with a code;"
                                + " did you mean 'TypeMismatch'?",
                        "tests/t.yaml:13: cases[1].expect.quarantined.2 names 'orgin'; it is neither a column nor a"
                                + " check; did you mean 'origin'?",
                        "tests/t.yaml:14: cases[1].expect.quarantined.4 is no record; 3 are given, and they are numbered"
                                + " from 1; write '1: MissingRequired price'",
                        "tests/t.yaml:15: cases[1].expect.duplicate is not a key of a suite; the keys here are rows,"
                                + " duplicates, quarantined; did you mean 'duplicates'?",
                        "tests/t.yaml:16: cases[2] has no 'name'; it has no default; add 'name:'",
                        "tests/t.yaml:16: cases[2] has no 'expect'; it has no default; add 'expect:'");
    }

    @Test
    void whatIsNotYamlIsNamedByItsLine() {
        read("cases:\n  - name: [\n");

        assertThat(problems.faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.sentence()).startsWith("tests/t.yaml:").contains("it is not YAML"));
    }

    @Test
    void aSuiteThatIsNestedTooDeeplyIsAProblem() {
        read("cases: " + "[".repeat(20_000) + "\n");

        assertThat(problems.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).startsWith("tests/t.yaml:1: it is not YAML"));
    }

    @Test
    void anEmptyFileIsAProblem() {
        read("# nothing\n");

        assertThat(problems.faults().stream().map(Fault::sentence))
                .containsExactly("tests/t.yaml:1: the file is empty; a suite has cases; write 'cases:'");
    }

    private Suite read(String text) {
        return SuiteReader.read("tests/t.yaml", text, new ExpectedValues(Flights.contract()), problems);
    }

    private static List<String> payloads(Suite.Case each) {
        return each.given().stream()
                .map(given -> new String(given.payload(), StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }
}
