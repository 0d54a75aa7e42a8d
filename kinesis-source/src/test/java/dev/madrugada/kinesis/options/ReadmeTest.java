package dev.madrugada.kinesis.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.read.ReadMetrics;
import dev.madrugada.kinesis.read.RecordColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.junit.jupiter.api.Test;

/** The README's tables list every option, column and metric exactly once. */
class ReadmeTest {

    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void listsEveryOption() throws IOException {
        assertThat(firstCellsBelow("Options"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(OptionKey.values()).map(OptionKey::key).toList());
    }

    @Test
    void listsEveryColumnInSchemaOrder() throws IOException {
        assertThat(firstCellsBelow("Columns"))
                .containsExactly(RecordColumn.schema(RecordColumn.all()).fieldNames());
    }

    @Test
    void listsEveryMetric() throws IOException {
        assertThat(firstCellsBelow("Metrics"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ReadMetrics.all()).map(CustomMetric::name).toList());
    }

    private static List<String> firstCellsBelow(String heading) throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("madrugada.root"), "kinesis-source", "README.md"));
        String section = readme.split("(?m)^## " + heading + "$", 2)[1].split("(?m)^## ", 2)[0];
        return FIRST_CELL
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
