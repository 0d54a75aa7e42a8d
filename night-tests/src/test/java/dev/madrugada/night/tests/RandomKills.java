package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a night and kills (-9) the stage's process that runs at each of one to three random moments, then runs the night
 * again, plainly, until it ends well.
 *
 * @param nightMillis about how long an undisturbed night takes
 */
record RandomKills(RunLocal night, long seed, long nightMillis) {
    private static final int RERUNS = 3;

    /** What was killed and when, for the message of a test that fails. */
    record Story(int kills, List<String> events) {
        @Override
        public String toString() {
            return events.toString();
        }
    }

    Story untilDone(String... arguments) throws IOException, InterruptedException {
        List<String> story = new ArrayList<>(List.of("seed " + seed));
        Random random = new Random(seed);
        long[] moments =
                // Shares of a night: the seed draws the same ones whatever a night takes.
                random.doubles(1 + random.nextInt(3))
                        .mapToLong(share -> (long) (share * nightMillis))
                        .sorted()
                        .toArray();
        Process process = night.start(arguments);
        while (process.isAlive() && night.events("attempt-started").isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        long from = System.nanoTime();
        Set<Long> dead = new HashSet<>();
        int kills = 0;
        for (long moment : moments) {
            long wait = moment - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
            if (!process.waitFor(Math.max(0, wait), TimeUnit.MILLISECONDS)) {
                Optional<String> killed = killed(process, dead);
                killed.ifPresent(stage -> story.add("killed " + stage + " after " + moment + " ms"));
                kills += killed.isPresent() ? 1 : 0;
            }
        }
        RunLocal.Ended ended = night.ended(process);
        story.add("ended with " + ended.status());
        for (int rerun = 1; ended.status() != 0 && rerun <= RERUNS; rerun++) {
            assertThat(ended.status()).as(story + "\n" + ended.console()).isEqualTo(75);
            ended = night.run(arguments);
            story.add("run again, ended with " + ended.status());
        }
        assertThat(ended.status()).as(story + "\n" + ended.console()).isZero();
        return new Story(kills, story);
    }

    /** Kills the stage that runs now, or the next one if none does. */
    private Optional<String> killed(Process process, Set<Long> dead) throws IOException, InterruptedException {
        while (process.isAlive()) {
            night.events("attempt-ended")
                    .forEach(event -> dead.add(event.get("pid").asLong()));
            for (JsonNode started : night.events("attempt-started")) {
                long pid = started.get("pid").asLong();
                // Only a running process of this night.
                Optional<ProcessHandle> stage = process.descendants()
                        .filter(child -> child.pid() == pid && !dead.contains(pid))
                        .findFirst();
                if (stage.filter(ProcessHandle::destroyForcibly).isPresent()) {
                    dead.add(pid);
                    return Optional.of(
                            started.get("stage").asText() + ", attempt " + started.get("attempt") + ", process " + pid);
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return Optional.empty();
    }
}
