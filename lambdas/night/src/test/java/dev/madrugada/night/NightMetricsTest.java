package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightMetricsTest {
    private static final Instant AT = Instant.parse("2001-01-02T02:00:00Z");

    @Test
    void theCountsOfANightAreOneLineWithTheirDimensions() throws IOException {
        JsonNode line = printed(
                ingest(Map.of("read", 12L, "raw", 10L), List.of(new Refusal("InputRefused", null, "a: b", 2, null))),
                transform(Map.of("raw", 10L, "curated", 5L, "quarantined", 4L, "duplicates", 1L)));

        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(AT.toEpochMilli());
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Madrugada");
        assertThat(directive.path("Dimensions")).hasToString("[[\"Environment\",\"Dataset\"]]");
        assertThat(directive.path("Metrics").findValuesAsText("Name"))
                .containsExactly(
                        "Read", "Raw", "Curated", "Quarantined", "Duplicates", "InputRefused", "QuarantinedShare")
                .allMatch(name -> line.path(name).isNumber());
        assertThat(line.path("Environment").asText()).isEqualTo("prod");
        assertThat(line.path("Dataset").asText()).isEqualTo("flights");
        assertThat(line.path("Read").asLong()).isEqualTo(12);
        assertThat(line.path("InputRefused").asLong()).isEqualTo(2);
        assertThat(line.path("QuarantinedShare").asDouble()).isEqualTo(40);
    }

    @Test
    void anEmptyDayHasNoShare() throws IOException {
        JsonNode line = printed(
                ingest(Map.of("read", 0L, "raw", 0L), List.of()),
                transform(Map.of("raw", 0L, "curated", 0L, "quarantined", 0L, "duplicates", 0L)));

        assertThat(line.path("QuarantinedShare").asDouble()).isZero();
    }

    private static JsonNode printed(RunRecord ingest, RunRecord transform) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NightMetrics(new PrintStream(out, true, StandardCharsets.UTF_8), "prod").print(ingest, transform, AT);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        return new ObjectMapper().readTree(text);
    }

    private static RunRecord ingest(Map<String, Long> counts, List<Refusal> refusals) {
        return stage(StageName.INGEST, counts, refusals);
    }

    private static RunRecord transform(Map<String, Long> counts) {
        return stage(StageName.TRANSFORM, counts, List.of());
    }

    private static RunRecord stage(StageName stage, Map<String, Long> counts, List<Refusal> refusals) {
        return new RunRecord(
                RunRecord.VERSION,
                stage,
                "flights",
                LocalDate.parse("2001-01-01"),
                "run-1",
                Map.of(),
                Map.of(),
                List.of(),
                counts,
                Map.of(),
                List.of(),
                new Findings(refusals, List.of()),
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
