package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --fail} for every stage: over nothing, over a published day, at every attempt and at the first. */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillEveryStageIT {
    private static final String DAY = "2001-01-01";
    private static final String PARTITION = "departed_on=" + DAY;
    private static final List<String> STAGES = List.of("ingest", "transform", "quality", "gate", "load", "report");

    /** The counts and digests of a night without failures. */
    private record Undisturbed(JsonNode counts, String lake, String table) {
        static Undisturbed of(RunLocal night) throws Exception {
            return new Undisturbed(
                    night.summary().get("counts"),
                    ContentDigests.lake(night, PARTITION),
                    ContentDigests.table(night, DAY));
        }
    }

    private static final class Reference {
        private static final Undisturbed NIGHT = run();

        private static Undisturbed run() {
            try (RunLocal night = fresh("undisturbed")) {
                assertThat(night.run().status()).isZero();
                return Undisturbed.of(night);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "transform", "quality", "gate", "load", "report"})
    void aKilledStageIsTakenUpWhereItBroke(String stage) throws Exception {
        try (RunLocal night = fresh("kill-" + stage)) {
            RunLocal.Ended killed = night.run("--fail", stage);
            assertThat(killed.status()).as(killed.console()).isEqualTo(75);
            assertThat(killed.console()).contains("The night failed in " + stage, "it had written", "ended with 137");
            assertThat(night.events("killed"))
                    .hasSize(3)
                    .allSatisfy(event -> assertHeldBeforeItsFirstPublication(stage, event));
            assertThat(night.stage(stage).get("attempts").asInt()).isEqualTo(3);

            RunLocal.Ended resumed = night.run();
            assertThat(resumed.status()).as(resumed.console()).isZero();
            // The gate checks everything in every run.
            assertThat(night.skipped())
                    .containsExactlyElementsOf(STAGES.subList(0, STAGES.indexOf(stage)).stream()
                            .filter(before -> !before.equals("gate"))
                            .toList());
            assertThat(Undisturbed.of(night)).isEqualTo(Reference.NIGHT);

            killedOnceOver(night, stage);
        }
    }

    /** The first write of quality and of the gate is their publication; the others have written files before it. */
    private static void assertHeldBeforeItsFirstPublication(String stage, JsonNode event) {
        if (stage.equals("quality")) {
            assertThat(event.get("before").asText()).startsWith("quality/flights/" + PARTITION + "/rows-");
            assertThat(event.get("written")).isEmpty();
        } else if (stage.equals("gate")) {
            assertThat(event.get("before").asText()).startsWith("curated/flights/_published/" + PARTITION + "/");
            assertThat(event.get("written")).isEmpty();
        } else {
            assertThat(event.get("written")).isNotEmpty();
        }
    }

    /** Over the published day, with other content, while somebody reads. */
    private static void killedOnceOver(RunLocal night, String stage) throws Exception {
        Undisturbed old = Undisturbed.of(night);
        RunLocal.Ended ended;
        try (Poller poller = Poller.of(night, DAY)) {
            ended = night.run("--dataset", ChangedFlights.copy().toString(), "--force", "--fail", stage + ":1");
            poller.stop();
            Undisturbed now = Undisturbed.of(night);
            assertThat(poller.lake()).containsExactly(old.lake(), now.lake());
            assertThat(poller.table()).containsExactly(old.table(), now.table());
        }
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(ended.console()).contains(stage + " (attempt 2)");
        assertThat(night.stage(stage).get("attempts").asInt()).isEqualTo(2);
        assertThat(night.runRecord(DAY, stage).get("facts").get("attempt").asText())
                .isEqualTo("2");
    }

    private static RunLocal fresh(String name) {
        return new RunLocal(
                Path.of("target", name + "-" + System.currentTimeMillis()).toAbsolutePath());
    }
}
