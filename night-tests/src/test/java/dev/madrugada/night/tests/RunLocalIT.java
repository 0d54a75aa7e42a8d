package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Nights on one work folder. Each test continues from the state that the test before it left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunLocalIT {
    private static final String[] STAGES = {"ingest", "transform", "quality", "gate", "load", "report"};
    private static final String FIRST = "2001-01-01";
    private static final String SECOND = "2001-01-02";

    private final RoleCalls calls = RoleCalls.none();
    private final RunLocal night = new RunLocal(freshFolder("night"), calls);
    private String firstInLake = "";
    private String firstInTable = "";

    @AfterAll
    void stopStack() throws IOException {
        night.close();
    }

    @Test
    @Order(1)
    void nightBringsEveryRecordIntoTheTable() throws Exception {
        RunLocal.Ended ended = night.run();
        assertThat(ended.status()).as(ended.console()).isZero();

        Sample sample = Sample.read(Project.sample(FIRST));
        JsonNode counts = night.summary().get("counts");
        assertThat(counts.get("read").asLong())
                .isEqualTo(sample.flights().size())
                .isEqualTo(14_751);
        assertThat(counts.get("raw").asLong()).isEqualTo(14_751);
        assertThat(counts.get("curated").asLong()
                        + counts.get("quarantined").asLong()
                        + counts.get("duplicates").asLong())
                .isEqualTo(14_751);
        assertThat(counts.get("loaded").asLong())
                .isEqualTo(counts.get("curated").asLong())
                .isPositive();
        assertThat(night.summary().get("status").asText()).isEqualTo("succeeded");
        assertThat(night.skipped()).isEmpty();

        firstInLake = ContentDigests.lake(night, "departed_on=" + FIRST);
        firstInTable = ContentDigests.table(night, FIRST);
        assertThat(firstInTable).startsWith("14751 rows");
        assertThat(firstInLake).startsWith("14751 rows");
    }

    @Test
    @Order(2)
    void reportSaysWhatTheSampleSays() throws Exception {
        List<String> expected = Sample.read(Project.sample(FIRST)).report();
        assertThat(Files.readString(night.reported("csv")).trim().lines()).containsExactlyElementsOf(expected);

        Matcher bars = Pattern.compile("data-label=\"([^\"]*)\" data-value=\"([^\"]*)\"")
                .matcher(Files.readString(night.reported("html")));
        List<String> drawn = new ArrayList<>();
        while (bars.find()) {
            drawn.add(bars.group(1) + "=" + bars.group(2));
        }
        List<String> written = new ArrayList<>();
        for (int column = 1; column <= 3; column++) {
            for (String line : expected.subList(1, expected.size())) {
                written.add(line.split(",", -1)[0] + "=" + line.split(",", -1)[column]);
            }
        }
        assertThat(drawn).containsExactlyElementsOf(written);
    }

    @Test
    @Order(3)
    void reportIsMailedWithItsLink() throws Exception {
        try (Stream<Path> outbox = Files.list(night.work().resolve("outbox"))) {
            List<Path> mails = outbox.filter(file -> file.toString().endsWith("-mail.json"))
                    .toList();
            assertThat(mails).hasSize(1);
            assertThat(Files.readString(mails.get(0)))
                    .contains("flights-team@example.com", FIRST, "report.html?", "X-Amz-Signature=");
        }
    }

    @Test
    @Order(4)
    void sameNightAgainFindsEveryStageDone() throws Exception {
        RunLocal.Ended ended = night.run();
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.skipped()).contains("ingest", "transform", "quality", "load", "report");
        assertThat(night.summary().get("counts").get("loaded").asLong()).isEqualTo(14_751);
    }

    @Test
    @Order(5)
    void anotherDayLeavesTheFirstAsItWas() throws Exception {
        RunLocal.Ended ended =
                night.run("--date", SECOND, "--input", Project.sample(SECOND).toString());
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.summary().get("counts").get("loaded").asLong()).isEqualTo(16_864);
        assertThat(ContentDigests.table(night, SECOND)).startsWith("16864 rows");
        assertThat(ContentDigests.table(night, FIRST)).isEqualTo(firstInTable);
    }

    @Test
    @Order(6)
    void forcedNightThroughActivitiesGivesTheSameRowsAndLeavesTheOtherDay() throws Exception {
        String secondInTable = ContentDigests.table(night, SECOND);
        RunLocal.Ended ended = night.run("--force", "--through", "activities");
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.skipped()).isEmpty();
        assertThat(ContentDigests.lake(night, "departed_on=" + FIRST)).isEqualTo(firstInLake);
        assertThat(ContentDigests.table(night, FIRST)).isEqualTo(firstInTable);
        assertThat(ContentDigests.table(night, SECOND)).isEqualTo(secondInTable);
        try (Stream<Path> claims = Files.list(night.lake("runs/flights/" + FIRST + "/claims"))) {
            assertThat(claims).as("each job run took its claim").hasSize(4);
        }
    }

    @Test
    @Order(7)
    void changedContractIsAnsweredFromRaw() throws Exception {
        Path dataset = Project.copiedFlights();
        // Transform reads this key, and it changes no row: so the load has nothing to do.
        Files.writeString(dataset.resolve("dataset.yaml"), "\nmax-quarantined: \"6%\"\n", StandardOpenOption.APPEND);
        RunLocal.Ended ended = night.run("--dataset", dataset.toString());
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.skipped()).contains("ingest", "load").doesNotContain("transform", "quality", "report");
        assertThat(ContentDigests.table(night, FIRST)).isEqualTo(firstInTable);
    }

    @Test
    @Order(8)
    void wrongArgumentsAreNamedAllAtOnce() throws Exception {
        RunLocal.Ended ended = night.run("--date", "2001-02-30", "--inptu", "nowhere.ndjson");
        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.console()).contains("InvalidArguments", "2001-02-30", "--inptu", "--input");
    }

    @Test
    @Order(9)
    void everyStageIsInTheSummary() throws Exception {
        List<String> names = new ArrayList<>();
        night.summary()
                .get("stages")
                .forEach(stage -> names.add(stage.get("stage").asText()));
        assertThat(names).contains(STAGES);
    }

    @Test
    @Order(10)
    void everyCallOfARoleIsAllowedByItsPolicyAndEveryPermissionIsUsedOrExplained() {
        assertThat(calls.callingRoles())
                .contains("copy", "gate", "glue-runner", "ingest", "load", "plan", "quality", "report", "transform");
        assertThat(calls.refused()).as("calls outside the role's policy").isEmpty();
        assertThat(calls.unexplained())
                .as("permissions that no call used, and that no list names")
                .isEmpty();
        assertThat(calls.outdatedReasons())
                .as("lines of uncalled-permissions.txt of which all is called")
                .isEmpty();
        assertThat(RoleCalls.linesWithoutPermission())
                .as("lines of the lists that name no permission")
                .isEmpty();
    }

    private static Path freshFolder(String name) {
        return Path.of("target", name + "-" + System.currentTimeMillis()).toAbsolutePath();
    }
}
