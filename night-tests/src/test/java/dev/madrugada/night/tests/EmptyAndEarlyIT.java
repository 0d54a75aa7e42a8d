package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Days without records, and days with records of the next day, one after the other on one work folder. */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmptyAndEarlyIT {
    /** One of today and two of tomorrow; spread over the day, they arrive at midnight, 08:00 and 16:00. */
    private static final String EARLY = """
            {"flight_id":910000,"departed_at":"2001-01-01T00:05:00Z","delay_minutes":0,"distance_miles":946,\
            "origin":"BOS","destination":"ATL"}
            {"flight_id":910001,"departed_at":"2001-01-02T00:05:00Z","delay_minutes":1,"distance_miles":946,\
            "origin":"BOS","destination":"ATL"}
            {"flight_id":910002,"departed_at":"2001-01-02T00:15:00Z","delay_minutes":2,"distance_miles":946,\
            "origin":"BOS","destination":"ATL"}
            """;

    private final RunLocal night = new RunLocal(
            Path.of("target", "empty-" + System.currentTimeMillis()).toAbsolutePath());

    @AfterAll
    void stopStack() throws IOException {
        night.close();
    }

    @Test
    @Order(1)
    void tomorrowsRowsDoNotStopTonightsGoodNight() throws Exception {
        RunLocal.Ended ended = night.run("--input", Project.sample("2001-01-01").toString(), input("early", EARLY));
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(ended.console())
                .contains("departed_on=2001-01-02: staged 2, published 0, loaded 0, left to its own night")
                .contains("raw 14754 = curated 14754 + quarantined 0 + duplicates 0");
        assertThat(partitions())
                .containsExactly(
                        "{\"partition\":\"departed_on=2001-01-01\",\"published\":14752,\"loaded\":14752}",
                        "{\"partition\":\"departed_on=2001-01-02\",\"published\":0,\"loaded\":0,\"staged\":2,\"waits\":true}");
        assertThat(night.summary().get("counts").get("loaded").asLong()).isEqualTo(14_752);
        assertThat(ContentDigests.table(night, "2001-01-01")).startsWith("14752 rows");
        assertThat(Files.readString(night.reported("html"))).contains("waits for its own night");
    }

    @Test
    @Order(2)
    void theirOwnNightLoadsThemWithTheRest() throws Exception {
        RunLocal.Ended ended = night.run(
                "--date", "2001-01-02", "--input", Project.sample("2001-01-02").toString());
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(partitions())
                .containsExactly("{\"partition\":\"departed_on=2001-01-02\",\"published\":16866,\"loaded\":16866}");
        assertThat(ContentDigests.table(night, "2001-01-02")).startsWith("16866 rows");
    }

    @Test
    @Order(3)
    void aNightThatIsRunAgainLoadsWhatItBringsToALaterDayThatIsLoadedAlready() throws Exception {
        String more = EARLY.replace("910002", "910003");
        RunLocal.Ended refused = night.run("--input", input("more", more), "--force");
        assertThat(refused.status()).as(refused.console()).isEqualTo(64);
        assertThat(refused.console()).contains("InvalidArguments: stream flights on 2001-01-01", "--replace-input");

        RunLocal.Ended ended = night.run(
                "--input",
                Project.sample("2001-01-01").toString(),
                input("early", EARLY),
                input("more", more),
                "--replace-input");
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(ended.console()).contains("14757 records of 2001-01-01 are in the stream flights");
        assertThat(partitions())
                .containsExactly(
                        "{\"partition\":\"departed_on=2001-01-01\",\"published\":14752,\"loaded\":14752}",
                        "{\"partition\":\"departed_on=2001-01-02\",\"published\":16867,\"loaded\":16867}");
        assertThat(ContentDigests.table(night, "2001-01-02")).startsWith("16867 rows");
        assertThat(Files.readString(night.reported("html"))).doesNotContain("waits for its own night");
    }

    @Test
    @Order(4)
    void aDayWhoseRecordsAreAllRefusedStopsBeforeItsRulesAndSaysWhatWasSeen() throws Exception {
        String refused = "no json\n{\"flight_id\":1}\n";
        RunLocal.Ended ended = night.run("--date", "2001-01-04", "--input", input("refused", refused));
        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console())
                .contains("DataContractViolation", "all 2 records were refused", "(masked: aa aaaa)")
                .contains("2 of 2 refused")
                .contains("warning: NewReason: 1 record was refused for MalformedJson, and none on 2001-01-02")
                .doesNotContain("QualityGateFailed");
    }

    @Test
    @Order(5)
    void aDayWithoutRecordsStopsAtTheGate() throws Exception {
        RunLocal.Ended ended = night.run("--date", "2001-01-06", "--input", input("empty", ""));
        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console())
                .contains("QualityGateFailed", "RowCount between 10000 and 30000: RowCount is 0")
                .contains("read 0 = raw 0");
    }

    @Test
    @Order(6)
    void aDayWithoutRecordsIsLoadedWhereTheRulesAllowIt() throws Exception {
        Path dataset = Project.copiedFlights();
        Files.writeString(dataset.resolve("quality.dqdl"), "Rules = [\n    RowCount >= 0\n]\n");
        RunLocal.Ended ended =
                night.run("--dataset", dataset.toString(), "--date", "2001-01-06", "--input", input("empty", ""));
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(partitions())
                .containsExactly("{\"partition\":\"departed_on=2001-01-06\",\"published\":0,\"loaded\":0}");
        assertThat(ContentDigests.table(night, "2001-01-06")).isEqualTo("null");
        assertThat(ContentDigests.table(night, "2001-01-02")).startsWith("16867 rows");
        assertThat(Files.readString(night.reported("html"))).contains("no rows for this day");
    }

    @Test
    @Order(7)
    void aDayIsReplacedByFewerRecords() throws Exception {
        RunLocal.Ended ended = night.run("--input", Project.sample("2001-01-01").toString(), "--replace-input");
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(ended.console())
                .contains("14751 records of 2001-01-01 are in the stream flights", "read 14751 = raw 14751");
        assertThat(ContentDigests.table(night, "2001-01-01")).startsWith("14751 rows");
    }

    @Test
    @Order(8)
    void aDayThatTheGateStoppedIsLoadedAfterItsRelease() throws Exception {
        String[] day = {"--date", "2001-01-03", "--input", input("few", EARLY.replace("2001-01-01", "2001-01-03"))};
        RunLocal.Ended stopped = night.run(day);
        assertThat(stopped.status()).as(stopped.console()).isEqualTo(65);
        Matcher verdict = Pattern.compile("release --verdict (\\S+)").matcher(stopped.console());
        assertThat(verdict.find()).as(stopped.console()).isTrue();

        StackCommand.Ended released = StackCommand.start(
                        night,
                        "release",
                        "--lake",
                        "s3://madrugada/lake/",
                        "--dataset",
                        "flights",
                        "--verdict",
                        verdict.group(1),
                        "--reason",
                        "a holiday")
                .ended();
        assertThat(released.status()).as(released.output()).isZero();
        RunLocal.Ended ended = night.run(day);

        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.skipped()).contains("ingest", "transform", "quality");
        assertThat(ContentDigests.table(night, "2001-01-03")).startsWith("1 rows");
        // Two rows of the day before arrived with them.
        assertThat(ContentDigests.table(night, "2001-01-02")).startsWith("16866 rows");
    }

    @Test
    @Order(9)
    void everyCallOfTheseNightsIsAllowedToItsRole() throws Exception {
        night.recordCalls();
        night.calls().requireThoseOfFailingNights("EmptyAndEarlyIT");
    }

    private List<String> partitions() throws IOException {
        List<String> output = new ArrayList<>();
        for (JsonNode partition : night.summary().get("partitions")) {
            output.add(partition.toString());
        }
        return output;
    }

    private String input(String name, String lines) throws IOException {
        Files.createDirectories(night.work());
        return Files.writeString(night.work().resolve(name + ".ndjson"), lines).toString();
    }
}
