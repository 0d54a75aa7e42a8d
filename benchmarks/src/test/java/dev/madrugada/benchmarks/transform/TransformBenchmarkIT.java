package dev.madrugada.benchmarks.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransformBenchmarkIT {
    @Test
    void runsReducedAndTransformEqualsDuckDb() throws Exception {
        Path root = Path.of(System.getProperty("madrugada.root"));
        String table = new TransformBenchmark(root, Sizes.REDUCED, Set.of(Scenario.DAYS, Scenario.COMPARE)).run();
        assertThat(table).contains("30 event days", "compare, quarantine: ").doesNotContain("NaN");
        assertThat(Files.readAllLines(root.resolve("benchmarks/target/transform.jsonl")))
                .filteredOn(line -> line.contains("\"kind\":\"run\""))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(line -> assertThat(line).contains("\"contender\":", "\"seconds\":", "\"cpuSeconds\":"));
    }
}
