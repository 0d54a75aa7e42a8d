package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.madrugada.common.error.TerminalException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reader and the JSON Schema judge columns with random keys alike. */
class RandomColumnsTest {
    private static final int COLUMNS = 3_000;

    private static final List<String> TYPES = List.of(
            "bigint",
            "integer",
            "double",
            "\"decimal(5,2)\"",
            "boolean",
            "varchar(9)",
            "timestamp",
            "date",
            "\"array<bigint>\"",
            "\"struct<a:date>\"",
            "json",
            "text");

    private static final Map<String, List<String>> VALUES = values();

    /** Reasons that a JSON Schema cannot know. */
    private static final List<String> READER_ONLY = List.of(
            "it is not a value of ",
            "the list contains it already",
            "which is applied before,",
            "true-values contains it too",
            "the column reads no texts",
            "it is not a pattern of times",
            "it is not a time zone",
            "it is not a regular expression of Java",
            "and the pattern has no such group");

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("required", List.of("true", "false", "yes"));
        values.put("from", List.of("a.b", "\"a[0]\"", "'\"a.b\"'", "a..b", "\"*\""));
        values.put("hidden", List.of("true", "false"));
        values.put("sensitive", List.of("true", "1"));
        values.put("description", List.of("Where it goes", "\"two\\nlines\"", "\" \"", "1"));
        values.put("accepts", List.of("[text]", "[number]", "[text, number]", "[boolean, number]", "[]", "[texts]"));
        values.put("decimal-mark", List.of("\",\"", ".", "\";\""));
        values.put("true-values", List.of("[Y, 1]", "[]", "[N]"));
        values.put("false-values", List.of("[N, 0]", "[n]", "N"));
        values.put(
                "formats",
                List.of("[iso]", "[epoch-s, iso]", "[dd/MM/yyyy]", "[epoch-ms]", "[iso, iso]", "[]", "[oo]"));
        values.put("zone", List.of("UTC", "Europe/Madrid", "Madrid"));
        values.put("clean", List.of("[trim]", "[upper, trim]", "[up]", "[]"));
        values.put(
                "replace",
                List.of("[{pattern: a, with: b}]", "[{pattern: \"(\", with: b}]", "[{pattern: a}]", "[]", "[a]"));
        values.put("null-if", List.of("[\"\", n, -1]", "[a, a]", "[null]", "[]"));
        values.put("map", List.of("{Q: \"1\"}", "{n: \"1\"}", "{}", "{A: [1]}", "[A]"));
        values.put("default", List.of("1", "true", "\"2001-01-31\"", "\"\"", "null", "\"a text with many bytes\""));
        return values;
    }

    @Test
    void getTheSameVerdict() throws IOException {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        Random random = new Random(seed);
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Flights.FOLDER.resolveSibling("dataset.schema.json")));
        int accepted = 0;
        for (int i = 0; i < COLUMNS; i++) {
            String contract = contract(random);
            List<String> reasons = reasons(contract);
            boolean schemaAccepts = schema.validate(YamlAsJson.of(contract)).isEmpty();
            accepted += reasons.isEmpty() ? 1 : 0;

            assertThat(schemaAccepts)
                    .as("-Dmadrugada.seed=%d %s%s", seed, contract, reasons)
                    .isEqualTo(reasons.stream()
                            .allMatch(reason -> READER_ONLY.stream().anyMatch(reason::contains)));
        }
        assertThat(accepted).isGreaterThan(COLUMNS / 20).isLessThan(COLUMNS * 19 / 20);
    }

    /** The lines of the reader's message with the reasons; empty if the contract is accepted. */
    private static List<String> reasons(String contract) {
        try {
            ContractReader.read("dataset.yaml", contract);
            return List.of();
        } catch (TerminalException refused) {
            List<String> lines =
                    Arrays.asList(String.valueOf(refused.getMessage()).split("\n"));
            return lines.size() == 1 ? lines : lines.subList(1, lines.size());
        }
    }

    private static String contract(Random random) {
        List<Map.Entry<String, List<String>>> keys = new ArrayList<>(VALUES.entrySet());
        Collections.shuffle(keys, random);
        String column = keys.subList(0, random.nextInt(6)).stream()
                .map(key -> ", " + key.getKey() + ": "
                        + key.getValue().get(random.nextInt(key.getValue().size())))
                .collect(Collectors.joining());
        return """
                version: 1
                dataset: orders
                source: {kinesis: {stream: orders}}
                payload:
                  columns:
                    - {name: id, type: bigint, required: true}
                    - {name: at, type: timestamp, required: true}
                    - {name: x, type: %s%s}
                key: {columns: [id]}
                event-time: {column: at, partition: day}
                warehouse: {schema: sales, table: orders}
                report: {title: Orders, sender: a@example.com, label: hour, values: [orders]}
                """.formatted(TYPES.get(random.nextInt(TYPES.size())), column);
    }
}
