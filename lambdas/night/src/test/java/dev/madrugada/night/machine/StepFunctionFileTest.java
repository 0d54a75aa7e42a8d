package dev.madrugada.night.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks that step-function.json is the generator's output. */
class StepFunctionFileTest {
    private static final Path FILE = Path.of("..", "..", "step-function.json");

    @Test
    void theFileIsWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readString(FILE))
                .as(
                        "generate it anew: java -cp lambdas/night/target/night-all.jar dev.madrugada.night.machine.StepFunction step-function.json")
                .isEqualTo(StepFunction.text());
    }
}
