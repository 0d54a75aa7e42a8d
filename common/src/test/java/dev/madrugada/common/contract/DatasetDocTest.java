package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks docs/dataset.md against the reader of dataset.yaml. */
class DatasetDocTest {
    private static final Pattern CONTRACT = Pattern.compile("```yaml\n(version: 1\n.*?)```", Pattern.DOTALL);

    private static final Pattern PART = Pattern.compile("```yaml\n((?:columns|payload):\n.*?)```", Pattern.DOTALL);
    /** Sections whose keys are written without the section's own. */
    private static final Set<String> SECTIONS = Set.of("payload", "key", "event-time", "report");

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
    void explainsEveryKeyAndNoOther() throws IOException {
        Set<String> keys = EveryKey.readKeys();
        Set<String> explained = explainedKeys();
        Set<String> withoutKeysInside = keys.stream()
                .filter(key ->
                        keys.stream().noneMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "[].")))
                .collect(Collectors.toSet());

        assertThat(keys).as("keys of the reader").containsAll(explained);
        assertThat(explained).as("keys of the tables").containsAll(withoutKeysInside);
    }

    /** The keys in the tables whose first column is called key; in some sections they are relative to the section's key. */
    private static Set<String> explainedKeys() throws IOException {
        Set<String> explained = new TreeSet<>();
        String section = "";
        boolean isTableOfKeys = false;
        for (String line : doc().lines().toList()) {
            if (line.startsWith("## ") || line.startsWith("### ")) {
                String title = line.substring(line.indexOf(' ') + 1);
                section = SECTIONS.contains(title) ? title + "." : "";
            }
            isTableOfKeys = line.startsWith("| key |") || (isTableOfKeys && line.startsWith("|"));
            if (isTableOfKeys) {
                String cell = line.substring(0, line.indexOf('|', 1));
                for (String key :
                        KEY.matcher(cell).results().map(found -> found.group(1)).toList()) {
                    explained.add(section + key);
                }
            }
        }
        return explained;
    }

    private static String doc() throws IOException {
        return Files.readString(Path.of("..", "docs", "dataset.md"));
    }
}
