package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks docs/dataset.md against the reader of dataset.yaml. */
class DatasetDocTest {
    private static final Pattern CONTRACT = Pattern.compile("```yaml\n(version: 1\n.*?)```", Pattern.DOTALL);

    private static final Pattern PART = Pattern.compile("```yaml\n((?:columns|payload):\n.*?)```", Pattern.DOTALL);
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern KEY = Pattern.compile("`([a-z\\-\\[\\].]+)`");

    @Test
    void showsContractsThatCanBeRead() throws IOException {
        List<String> contracts =
                CONTRACT.matcher(doc()).results().map(found -> found.group(1)).toList();

        assertThat(contracts)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(
                                ContractReader.read("docs/dataset.md", text).dataset())
                        .isEqualTo("orders"));
    }

    @Test
    void showsPartsOfContractsThatCanBeRead() throws IOException {
        List<String> parts =
                PART.matcher(doc()).results().map(found -> found.group(1)).toList();

        assertThat(parts)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(part -> assertThat(ContractReader.read("docs/dataset.md", contractWith(part))
                                .payload()
                                .columns())
                        .hasSizeGreaterThanOrEqualTo(3));
    }

    /** Completes a list of columns, or the sections payload and key, to a contract. */
    private static String contractWith(String part) {
        String sections = part;
        if (part.startsWith("columns:")) {
            sections = "payload:\n" + part.indent(2)
                    + "    - {name: order_id, type: bigint, required: true}\n"
                    + "    - {name: ordered_at, type: timestamp, required: true}\n"
                    + "key: {columns: [order_id]}\n";
        }
        return """
                version: 1
                dataset: orders
                source: {kinesis: {stream: orders}}
                event-time: {column: ordered_at, partition: ordered_on}
                warehouse: {schema: sales, table: orders}
                report: {title: Orders, sender: night@example.com, label: hour, values: [orders]}
                """ + sections;
    }

    @Test
    void explainsEveryKey() throws IOException {
        List<String> explained = FIRST_CELL
                .matcher(doc())
                .results()
                .flatMap(cell -> KEY.matcher(cell.group(1)).results())
                .map(DatasetDocTest::lastPart)
                .toList();

        assertThat(EveryKey.readKeys().stream().map(DatasetDocTest::lastPart))
                .isSubsetOf(join(explained, List.of("kinesis", "kafka", "files", "csv", "avro")));
    }

    private static String doc() throws IOException {
        return Files.readString(Path.of("..", "docs", "dataset.md"));
    }

    private static String lastPart(MatchResult found) {
        return lastPart(found.group(1));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static List<String> join(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
