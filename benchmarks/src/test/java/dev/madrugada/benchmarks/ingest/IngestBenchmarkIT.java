package dev.madrugada.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class IngestBenchmarkIT {
    @Test
    void runsReducedAndMeasuresEveryFigure() throws Exception {
        Path root = Path.of(System.getProperty("madrugada.root"));
        String table = new IngestBenchmark(
                        root,
                        Sizes.REDUCED,
                        Set.of(IngestBenchmark.THROTTLED, IngestBenchmark.UNTHROTTLED, IngestBenchmark.HEAP))
                .run();
        assertThat(table)
                .contains("throttled as AWS", "against a bare SDK loop", "local Kinesis serves", "with `-Xmx1g`")
                .doesNotContain("NaN");
        assertThat(Files.readAllLines(root.resolve("benchmarks/target/ingest.jsonl")))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("\"figure\":", "\"mbPerSecond\":"));
    }
}
