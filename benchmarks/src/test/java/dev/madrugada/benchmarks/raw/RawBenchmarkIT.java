package dev.madrugada.benchmarks.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RawBenchmarkIT {
    @Test
    void runsReducedAndEveryProgramWritesAllRecords() throws Exception {
        Path root = Path.of(System.getProperty("madrugada.root"));
        assertThat(RawBenchmark.reduced(root).run())
                .contains("2,000 events", "× plain")
                .doesNotContain("NaN");
        assertThat(Files.readAllLines(root.resolve("benchmarks/target/raw.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"writer\":", "\"seconds\":", "\"bytes\":"));
    }
}
