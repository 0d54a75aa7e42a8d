package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate's process, killed (-9) around its writes to the lake and the catalog. Each time, the manifests and the table
 * are old or new, the next run makes all of it new, and the table's history has each content once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateKillsIT {
    private final Path folder =
            Path.of("target", "gate-kills-" + System.currentTimeMillis()).toAbsolutePath();
    private LocalStackProcess process;
    private LocalStackEndpoints stack;
    private int generation;
    private int run;

    @BeforeAll
    void start() {
        process = LocalStackProcess.start(folder);
        stack = process.endpoints();
    }

    @AfterAll
    void stop() {
        process.close();
    }

    /** The table's first commit, killed at one of its writes; the seed chooses the format too. */
    @Test
    void aKillAtOneWriteLeavesOldOrNew() throws Exception {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println("seed " + seed + " (-Dmadrugada.seed)");
        Random random = new Random(seed);
        StagedNight night = night(random.nextBoolean() ? "delta" : "iceberg", "sample");
        killed(night, random.nextInt(6), random.nextBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta", "iceberg"})
    @Tag("thorough")
    void aKillAtAnyWriteLeavesOldOrNew(String format) throws Exception {
        StagedNight night = night(format, "all");
        night.stage(++generation);
        List<String> created = gate(night, -1, false);
        night.stage(++generation);
        List<String> writes = gate(night, -1, false);
        System.out.println(format + ", first commit: " + created + "\nlater ones: " + writes);
        assertThat(writes).hasSizeGreaterThan(5);
        // After a write is before the next one.
        killed(night, 0, false);
        for (int at = 0; at < writes.size(); at++) {
            killed(night, at, true);
        }
        for (int at = 0; at < created.size(); at++) {
            killed(night(format, "new-" + at), at, at % 2 == 0);
        }
    }

    private StagedNight night(String format, String name) throws IOException {
        generation = 0;
        StagedNight night =
                new StagedNight(Files.createDirectories(folder.resolve("state/s3/madrugada")), format, name);
        night.putDataset();
        return night;
    }

    private void killed(StagedNight night, int at, boolean isWriteDone) throws Exception {
        FormatHistory history = new FormatHistory(night, stack.aws());
        int old = generation;
        night.stage(++generation);
        List<JsonNode> before = history.commits();

        List<String> writes = gate(night, at, isWriteDone);

        String where = night.format() + ", killed " + (isWriteDone ? "after " : "before ") + writes;
        assertThat(writes).as(where).hasSize(at + 1);
        for (Partition day : StagedNight.DAYS) {
            assertThat(published(night, day)).as(where).isIn(old, generation);
        }
        List<JsonNode> dead = history.commits();
        assertThat(dead.stream().limit(before.size()).toList()).as(where).isEqualTo(before);
        assertThat(dead.size() - before.size()).as(where).isIn(0, 1);

        gate(night, -1, false);

        List<JsonNode> after = history.commits();
        assertThat(after).as(where).hasSize(before.size() + 1);
        for (Partition day : StagedNight.DAYS) {
            assertThat(published(night, day)).as(where).isEqualTo(generation);
            assertThat(after.get(after.size() - 1).path(day.toString()).asText())
                    .as(where)
                    .isEqualTo(StagedNight.content(generation));
            assertThat(night.path("curated/flights/_staged/" + day + "/run-rows-" + generation + ".json"))
                    .as(where)
                    .doesNotExist();
        }
        assertThat(history.glueTable().at("/Table/Parameters/table_type").asText())
                .as(where)
                .isEqualToIgnoringCase(night.format());
    }

    /** The number of the current generation; 0 if nothing is published. */
    private static int published(StagedNight night, Partition day) throws IOException {
        Path manifests = night.path("curated/flights/_published/" + day);
        if (!Files.exists(manifests)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(manifests)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .max(Comparator.naturalOrder())
                    .map(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
                    .orElse(0);
        }
    }

    /** Runs the gate, which is killed at a write or comes to its end; the writes that it made. */
    private List<String> gate(StagedNight night, int killAt, boolean isWriteDone) throws Exception {
        try (KillingProxy proxy = new KillingProxy(killAt, isWriteDone)) {
            Map<String, String> environment = new HashMap<>(stack.environment());
            environment.put("AWS_ENDPOINT_URL", proxy.before(stack.aws()).toString());
            environment.put("AWS_ENDPOINT_URL_S3", proxy.before(stack.s3()).toString());
            Path logs = Files.createDirectories(folder.resolve("logs"));
            GateProcess gate = GateProcess.start(
                    logs, environment, new GateProcess.Night(night.dataset(), night.lake()), "kill-" + ++run);
            proxy.watch(gate.process());
            if (killAt < 0) {
                assertThat(gate.message()).contains("2 partitions are published");
            } else {
                assertThat(gate.process().waitFor())
                        .as(Files.readString(gate.log()))
                        .isEqualTo(137);
            }
            return new ArrayList<>(proxy.writes());
        }
    }
}
