package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole nights with kills at random moments, until there were enough kills; each night has to come to what an undisturbed
 * one comes to.
 */
@Tag("thorough")
class RandomKillsIT {
    private static final String DAY = "2001-01-01";
    private static final String PARTITION = "departed_on=" + DAY;
    private static final int KILLS = Integer.getInteger("madrugada.kills", 20);

    @Test
    void everyNightConverges() throws Exception {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println("seed " + seed + " (-Dmadrugada.seed)");
        String lake;
        String table;
        long millis;
        try (RunLocal night = fresh("undisturbed")) {
            long from = System.currentTimeMillis();
            assertThat(night.run().status()).isZero();
            millis = System.currentTimeMillis() - from;
            lake = ContentDigests.lake(night, PARTITION);
            table = ContentDigests.table(night, DAY);
        }
        Random seeds = new Random(seed);
        int kills = 0;
        // A kill's moment may come after the night has ended. In 2 * KILLS nights, at least KILLS kills must succeed.
        for (int i = 1; kills < KILLS && i <= 2 * KILLS; i++) {
            try (RunLocal night = fresh("random-" + i)) {
                long from = System.currentTimeMillis();
                RandomKills.Story story = new RandomKills(night, seeds.nextInt(1_000_000), millis).untilDone();
                millis = Math.min(millis, System.currentTimeMillis() - from);
                kills += story.kills();
                System.out.println("night " + i + ", " + kills + " kills of " + KILLS + ": " + story);
                assertThat(ContentDigests.lake(night, PARTITION))
                        .as("lake after %s", story)
                        .isEqualTo(lake);
                assertThat(ContentDigests.table(night, DAY))
                        .as("table after %s", story)
                        .isEqualTo(table);
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(KILLS);
    }

    private static RunLocal fresh(String name) {
        return new RunLocal(
                Path.of("target", name + "-" + System.currentTimeMillis()).toAbsolutePath());
    }
}
