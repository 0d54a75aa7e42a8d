package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every error code is used by the shipped code. */
class ErrorCodesTest {
    private static final Pattern RAISED = Pattern.compile("ErrorCode\\.([A-Z]\\w+)");

    @Test
    void everyCodeIsRaisedSomewhere() throws IOException {
        Set<String> raised = new TreeSet<>();
        for (String module : new String[] {
            "common",
            "aws",
            "warehouse",
            "ingest-job",
            "transform-job",
            "quality",
            "load-job",
            "lambdas/night",
            "lambdas/report",
            "lambdas/glue-runner"
        }) {
            try (Stream<Path> sources =
                    Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    raised.addAll(found(RAISED, source));
                }
            }
        }
        assertThat(raised)
                .containsAll(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
