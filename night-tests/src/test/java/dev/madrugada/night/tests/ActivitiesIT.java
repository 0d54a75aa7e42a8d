package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Nights with a failure, by step-function.json and through activities. */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ActivitiesIT {
    private static final String REFUSED = "{\"nothing\": \"that a flight has\"}\n";
    private static final int RECORDS = 40;
    private static final String DATE = "2001-01-01";

    private final RoleCalls calls = RoleCalls.none();
    private final String now = String.valueOf(System.currentTimeMillis());

    @Test
    void aNightWithAKilledStageGivesTheSameRows() throws Exception {
        try (RunLocal sync = night("same-sync");
                RunLocal activities = night("same-activities")) {
            RunLocal.Ended bySync = sync.run();
            RunLocal.Ended byActivities = activities.run("--through", "activities", "--fail", "transform:1");

            assertThat(bySync.status()).as(bySync.console()).isZero();
            assertThat(byActivities.status()).as(byActivities.console()).isZero();
            String partition = "departed_on=" + DATE;
            assertThat(ContentDigests.lake(activities, partition)).isEqualTo(ContentDigests.lake(sync, partition));
            assertThat(ContentDigests.table(activities, DATE)).isEqualTo(ContentDigests.table(sync, DATE));
            assertThat(activities.stage("transform").get("attempts").asInt()).isEqualTo(2);
            assertThat(Files.readString(activities.work().resolve("logs/glue-runner.log")))
                    .as("four jobs, and one again")
                    .containsPattern("(?s)(event=started claim.*){5}")
                    .doesNotContainPattern("(?s)(event=started claim.*){6}")
                    .containsPattern("(?s)(event=succeeded claim.*){4}");
            try (Stream<Path> claims = Files.list(activities.lake("runs/flights/" + DATE + "/claims"))) {
                assertThat(claims).as("each job run took its claim").hasSize(5);
            }
        }
    }

    @Test
    void aNightThatFailsAtItsDataEndsAlikeAndIsMailed() throws Exception {
        Path records = Files.createDirectories(Path.of("target", "activities-" + now))
                .resolve("records.ndjson")
                .toAbsolutePath();
        Files.writeString(records, REFUSED.repeat(RECORDS));
        try (RunLocal sync = night("sync");
                RunLocal activities = night("activities")) {
            RunLocal.Ended bySync = sync.run("--input", records.toString());
            RunLocal.Ended byActivities = activities.run("--input", records.toString(), "--through", "activities");

            assertThat(byActivities.status()).as(byActivities.console()).isEqualTo(bySync.status());
            assertThat(byActivities.status()).isEqualTo(65);
            assertThat(activities.summary().get("error"))
                    .isEqualTo(sync.summary().get("error"));
            assertThat(activities.summary().get("error").get("code").asText()).isEqualTo("DataContractViolation");
            for (String stage : List.of("ingest", "transform")) {
                assertThat(activities.stage(stage).get("attempts"))
                        .isEqualTo(sync.stage(stage).get("attempts"));
            }
            var notice = new ObjectMapper().readTree(message(sync, "madrugada-data.json"));
            var mail = new ObjectMapper().readTree(message(activities, "-mail.json"));
            assertThat(mail.get("to").get(0).asText()).isEqualTo("data-team@example.com");
            assertThat(mail.get("subject")).isEqualTo(notice.get("subject"));
            assertThat(mail.get("text").asText())
                    .contains(
                            "DataContractViolation",
                            "flights 2001-01-01",
                            "scripts/run-local.sh --date 2001-01-01",
                            "job ${TransformJob}, run jr_");
        }
    }

    @Test
    void aStageThatIsKilledAtEveryAttemptEndsAlike() throws Exception {
        try (RunLocal sync = night("killed-sync");
                RunLocal activities = night("killed-activities")) {
            RunLocal.Ended bySync = sync.run("--fail", "ingest");
            RunLocal.Ended byActivities = activities.run("--fail", "ingest", "--through", "activities");

            assertThat(byActivities.status()).as(byActivities.console()).isEqualTo(bySync.status());
            assertThat(byActivities.status()).isEqualTo(75);
            assertThat(activities.stage("ingest").get("attempts"))
                    .isEqualTo(sync.stage("ingest").get("attempts"));
            assertThat(activities.summary().get("error").get("stage").asText()).isEqualTo("ingest");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyCallOfTheseNightsIsAllowedToItsRole() {
        calls.requireThoseOfFailingNights("ActivitiesIT");
    }

    private RunLocal night(String name) {
        return new RunLocal(Path.of("target", "activities-" + now, name).toAbsolutePath(), calls);
    }

    private static String message(RunLocal night, String suffix) throws IOException {
        try (Stream<Path> outbox = Files.list(night.work().resolve("outbox"))) {
            List<Path> found =
                    outbox.filter(file -> file.toString().endsWith(suffix)).toList();
            assertThat(found).hasSize(1);
            return Files.readString(found.get(0));
        }
    }
}
