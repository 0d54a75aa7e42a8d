package dev.madrugada.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/operations.md knows every error, every exit status and every argument. */
class OperationsDocTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES =
            List.of("common", "ingest-job", "transform-job", "quality", "load-job", "lambdas/night", "lambdas/report");
    private static final String DOC = text(ROOT.resolve("docs/operations.md"));

    @ParameterizedTest
    @EnumSource
    void everyErrorSaysWhatToDo(ErrorCode code) {
        assertThat(section(code.name())).contains("- **Means:** ", "- **Do:** ", "- **Re-run:** safe");
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorStandsAtItsExitStatus(ErrorCode code) {
        String status = Integer.toString(code.category().exitStatus());
        List<String> rows = DOC.lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*\\b" + code + "\\b.*"))
                .toList();
        assertThat(rows)
                .singleElement()
                .asString()
                .startsWith("| " + status + " |")
                .contains(retried(code));
    }

    @Test
    void noErrorIsExplainedThatThereIsNot() {
        List<String> codes = Arrays.stream(ErrorCode.values()).map(Enum::name).toList();
        Matcher headings = Pattern.compile("(?m)^### (\\w+)$").matcher(DOC);
        assertThat(headings.results().map(found -> found.group(1))).containsExactlyElementsOf(codes);
    }

    @Test
    void everyArgumentIsExplained() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        Pattern reading = Pattern.compile("reader\\.(?:required|optional)\\(\\s*\"([a-z-]+)\"");
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                sources.filter(file -> file.toString().endsWith("Arguments.java"))
                        .forEach(file ->
                                reading.matcher(text(file)).results().forEach(found -> asked.add(found.group(1))));
            }
        }
        assertThat(asked)
                .contains("dataset", "copy-role", "time")
                .allSatisfy(name -> assertThat(DOC).contains("| `--" + name + "` |"));
    }

    private static String retried(ErrorCode code) {
        return code.category().isRetried() ? "| yes |" : "| no |";
    }

    private static String section(String heading) {
        int from = DOC.indexOf("\n### " + heading + "\n");
        assertThat(from).as("the section %s", heading).isNotNegative();
        return DOC.substring(from, DOC.indexOf("\n##", from + 1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
