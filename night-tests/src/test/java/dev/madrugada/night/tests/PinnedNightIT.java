package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another version of the dataset is published while a night runs. */
@Tag("thorough")
class PinnedNightIT {
    private static final String DAY = "2001-01-01";

    @Test
    void aDatasetThatIsPublishedBetweenTwoStagesChangesNothingInTheNight() throws Exception {
        try (RunLocal night =
                new RunLocal(Path.of("target", "pinned-" + System.nanoTime()).toAbsolutePath())) {
            assertThat(night.run().status()).isZero();
            String rules = night.runRecord(DAY, "quality").at("/inputs/rules").asText();
            JsonNode stackOfBefore = night.stack();
            Process again = night.start("--force");
            awaitAnotherStack(night, stackOfBefore);
            HeldRequests held = HeldRequests.of(night);
            held.puts("madrugada/lake/runs/flights/" + DAY + "/transform.json");
            held.await(1);
            String moved = publishRulesThatNoDayPasses(night);
            held.release();

            RunLocal.Ended ended = night.ended(again);

            assertThat(moved).contains("/ is current now, before it ");
            assertThat(ended.status()).as(ended.console()).isZero();
            assertThat(night.runRecord(DAY, "quality").at("/inputs/rules").asText())
                    .isEqualTo(rules);
            assertThat(night.runRecord(DAY, "quality").at("/run-id").asText())
                    .isEqualTo(night.summary().at("/run-id").asText());
        }
    }

    /** Returns when the night has started a stack of its own: ingest is still to come then. */
    private static void awaitAnotherStack(RunLocal night, JsonNode before) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!hasAnotherStack(night, before)) {
            assertThat(System.nanoTime()).as("no other stack within a minute").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean hasAnotherStack(RunLocal night, JsonNode before) throws Exception {
        try {
            return !night.stack().equals(before);
        } catch (NoSuchFileException stopped) {
            return false;
        }
    }

    /** The output of the command that publishes. */
    private static String publishRulesThatNoDayPasses(RunLocal night) throws Exception {
        Path changed = Project.copiedFlights();
        Files.writeString(changed.resolve("quality.dqdl"), "Rules = [ RowCount > 1000000000 ]\n");
        Path log = night.work().resolve("publish.log");
        int status = new ProcessBuilder(
                        Project.root().resolve("scripts/madrugada").toString(),
                        "dataset",
                        "publish",
                        changed.toString(),
                        "--no-check",
                        "--to",
                        night.work().resolve("stack/s3/madrugada/datasets").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
