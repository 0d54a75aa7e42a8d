package dev.madrugada.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.Invocation;
import dev.madrugada.common.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class TestCommandTest {
    @TempDir
    private Path temp;

    private Path folder;

    /** The command takes the session of this JVM. */
    TestCommandTest(SparkSession started) {
        assertThat(started).isNotNull();
    }

    @BeforeEach
    void copyFlights() throws IOException {
        folder = Flights.copiedTo(temp.resolve("flights"));
    }

    @Test
    void theFlightsPassTheirTests() {
        Invocation tested = Invocation.of("test", folder.toString());

        assertThat(tested.out())
                .contains("passed  the version that arrives last is kept")
                .doesNotContain("FAILED");
        assertThat(tested.out()).containsPattern("\n[0-9]+ cases passed in [0-9]+\\.[0-9] s\n");
        assertThat(tested.status()).isZero();
    }

    @Test
    void aWrongExpectationFailsWithTheDifferences() throws IOException {
        Files.delete(folder.resolve("tests/outcomes.yaml"));
        Files.writeString(folder.resolve("tests/wrong.yaml"), """
                cases:
                  - name: a wrong city, a wrong reason
                    arrived-at: "2001-01-01T12:00:00Z"
                    given: |
                      {"flight_id":7,"departed_at":"2001-01-01T10:10:00Z","delay_minutes":15,"distance_miles":1671,"origin":"PHX","destination":"DTW"}
                      {"flight_id":8,"departed_at":"2001-01-01T10:10:00Z","delay_minutes":"x","distance_miles":1671,"origin":"PHX","destination":"DTW"}
                    expect:
                      rows:
                        - {flight_id: 7, origin_city: Tucson, is_late: true}
                      quarantined:
                        2: MissingRequired delay_minutes
                """);

        Invocation tested = Invocation.of("test", folder.toString());

        assertThat(tested.status()).isEqualTo(65);
        assertThat(tested.out().lines().map(String::strip))
                .contains(
                        "FAILED  a wrong city, a wrong reason (line 2)",
                        "row {flight_id: 7}: 1 column differs",
                        "origin_city  expected \"Tucson\", actual \"Phoenix\"",
                        "record 2: other reasons than expected",
                        "missing reason     MissingRequired delay_minutes")
                .anyMatch(line -> line.startsWith("unexpected reason  TypeMismatch delay_minutes: "))
                .anyMatch(line -> line.startsWith("1 of 1 case failed in "));
    }

    /** By the record after it, by a row's event day, by another case's. */
    @Test
    void aRecordWithoutATimeArrivesOnTheDayOfItsCase() throws IOException {
        Path contract = folder.resolve("dataset.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replaceFirst("(?s)\nevent-time:.*?\n\n", "\nevent-time: {column: arrival, partition: day}\n\n")
                        .replace("keep: latest", "keep: earliest"));
        Files.delete(folder.resolve("tests/outcomes.yaml"));
        String flight =
                "{flight_id: 7, departed_at: \"1999-01-01T10:10:00Z\", delay_minutes: 15, distance_miles: 1671, origin:"
                        + " PHX, destination: DTW}";
        Files.writeString(folder.resolve("tests/days.yaml"), """
                cases:
                  - name: on the day of its row
                    given: [{record: FLIGHT}, {record: FLIGHT}]
                    expect: {rows: [{flight_id: 7, day: "2001-05-06"}], duplicates: 1}
                  - name: with the record after it
                    given: [{record: FLIGHT}, {record: FLIGHT, arrived-at: "2002-03-04T05:00:00Z"}]
                    expect: {rows: [{flight_id: 7, day: "2002-03-04"}], duplicates: 1}
                """.replace("FLIGHT", flight));

        Invocation tested = Invocation.of("test", folder.toString());

        assertThat(tested.out() + tested.err()).contains("2 cases passed");
    }

    @Test
    void aSuiteWithProblemsIsNotRun() throws IOException {
        Files.writeString(folder.resolve("tests/broken.yaml"), "cases:\n  - {name: x, given: '{}', expects: {}}\n");

        Invocation tested = Invocation.of("test", folder.toString());

        assertThat(tested.status()).isEqualTo(64);
        assertThat(tested.err())
                .contains("broken.yaml:2: cases[0].expects is not a key of a suite", "did you mean 'expect'?")
                .contains("cases[0] has no 'expect'");
        assertThat(tested.out()).isEmpty();
    }

    @Test
    void aFolderWithoutTestsIsRefused() throws IOException {
        Files.delete(folder.resolve("tests/outcomes.yaml"));

        Invocation tested = Invocation.of("test", folder.toString());

        assertThat(tested.status()).isEqualTo(64);
        assertThat(tested.err()).startsWith("InvalidArguments: ").contains("there is no file *.yaml");
    }
}
