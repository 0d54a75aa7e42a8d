package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole night of each example dataset besides the flights, on its sample. */
class ExampleNightsIT {
    private static final String DATE = "2026-01-31";

    /** From a broker that the local stack starts. */
    @Test
    void theRidesOfATopicReachTheReport() throws Exception {
        theSampleReachesTheReport("rides");
    }

    /** From files as Firehose writes them, with records that its transformation had refused. */
    @Test
    @Tag("thorough")
    void theFilesOfFirehoseReachTheReport() throws Exception {
        JsonNode summary = theSampleReachesTheReport("visits");

        assertThat(summary.get("refused")).hasSize(2);
        assertThat(summary.get("refused").get(0).get("code").asText()).isEqualTo("InputRefused");
        assertThat(summary.get("refused").get(0).get("detail").asText())
                .startsWith("Lambda.FunctionError: s3://shop-visits/errors/");
        assertThat(summary.get("refused").get(0).get("count").asLong()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"earthquakes", "meters", "orders"})
    @Tag("thorough")
    void theSampleOfADayReachesTheReport(String dataset) throws Exception {
        theSampleReachesTheReport(dataset);
    }

    private static JsonNode theSampleReachesTheReport(String dataset) throws Exception {
        Path folder = Project.root().resolve("datasets").resolve(dataset);
        Path work = Path.of("target", "example-" + dataset + "-" + System.currentTimeMillis())
                .toAbsolutePath();
        try (RunLocal night = new RunLocal(work)) {
            RunLocal.Ended ended = night.run("--dataset", folder.toString(), "--date", DATE);

            assertThat(ended.status()).as(ended.console()).isZero();
            JsonNode counts = night.summary().get("counts");
            assertThat(counts.get("read").asLong()).isEqualTo(lines(folder.resolve("sample/" + DATE + ".ndjson.gz")));
            assertThat(counts.get("quarantined").asLong()).isZero();
            assertThat(counts.get("loaded").asLong()).isPositive();
            assertThat(Files.readAllLines(night.reported("csv"))).hasSizeGreaterThan(2);
            return night.summary();
        }
    }

    private static long lines(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().count();
        }
    }
}
