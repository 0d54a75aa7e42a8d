package dev.madrugada.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.Invocation;
import dev.madrugada.common.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example dataset passes its own tests. */
@ExtendWith(LocalSpark.class)
class ExampleSuitesTest {
    private static final Path DATASETS = Path.of(System.getProperty("madrugada.root"), "datasets");

    /** The command takes the session of this JVM. */
    ExampleSuitesTest(SparkSession started) {
        assertThat(started).isNotNull();
    }

    static List<Path> datasets() throws IOException {
        try (Stream<Path> all = Files.list(DATASETS)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void thereAreSixExamples() throws IOException {
        assertThat(datasets())
                .map(folder -> folder.getFileName().toString())
                .contains("earthquakes", "flights", "meters", "orders", "rides", "visits");
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void passesItsTests(Path dataset) {
        Invocation tested = Invocation.of("test", dataset.toString());

        assertThat(tested.err()).isEmpty();
        assertThat(tested.status()).as(tested.out()).isZero();
        assertThat(tested.out()).doesNotContain("FAILED").containsPattern("[0-9]+ cases passed in ");
    }
}
