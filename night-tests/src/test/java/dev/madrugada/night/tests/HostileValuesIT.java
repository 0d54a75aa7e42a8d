package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.night.tests.HostileValues.Case;
import dev.madrugada.night.tests.HostileValues.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One night with a record for each value of {@link HostileValues}: through parse, Parquet, COPY and the report, each
 * value is in its column of the report's CSV, and every other column is null.
 *
 * <p>What differs, because the target cannot hold it or writes it in another way: the sign of -0.0, the white space and
 * the order of keys in nested and json values, the scale of a decimal's text, the apostrophe before a formula. In
 * Redshift, unlike here, numbers in a json value have at most 38 digits or are doubles.
 */
class HostileValuesIT {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Path folder =
            Path.of("target", "hostile-values-" + System.nanoTime()).toAbsolutePath();
    private final List<Case> cases = HostileValues.cases();

    @Test
    void everyValueReachesTheReport() throws Exception {
        Path dataset = dataset();
        Path records = folder.resolve("records.ndjson");
        Files.writeString(
                records,
                cases.stream()
                        .map(sent -> "{\"name\":\"" + sent.name() + "\",\"at\":\"2001-01-01T12:00:00Z\",\""
                                + sent.column() + "\":" + sent.sent() + "}\n")
                        .collect(Collectors.joining()));
        try (RunLocal night = new RunLocal(folder.resolve("work"))) {
            RunLocal.Ended ended = night.run("--dataset", dataset.toString(), "--input", records.toString());

            assertThat(ended.status()).as(ended.console()).isZero();
            List<List<@Nullable String>> csv = csv(Files.readString(night.reported("csv")));
            assertThat(csv.get(0)).startsWith("name", "n").hasSize(HostileValues.COLUMNS.size() + 2);
            compare(csv);
        }
    }

    private void compare(List<List<@Nullable String>> csv) {
        Map<String, List<@Nullable String>> byName = new HashMap<>();
        csv.stream().skip(1).forEach(row -> byName.put(String.valueOf(row.get(0)), row));
        SoftAssertions all = new SoftAssertions();
        all.assertThat(byName).hasSameSizeAs(cases);
        for (Case sent : cases) {
            List<@Nullable String> row = byName.get(sent.name());
            all.assertThat(row).as(sent.name()).isNotNull();
            for (int i = 0; row != null && i < HostileValues.COLUMNS.size(); i++) {
                Column column = HostileValues.COLUMNS.get(i);
                @Nullable String expected = column.name().equals(sent.column()) ? sent.reported() : null;
                all.assertThat(meaning(column, row.get(i + 2)))
                        .as("%s: %s in %s", sent.name(), sent.sent(), column)
                        .isEqualTo(meaning(column, expected));
            }
        }
        all.assertAll();
    }

    private static @Nullable Object meaning(Column column, @Nullable String text) {
        if (text != null && column.type().equals("double")) {
            return Double.valueOf(text);
        }
        if (text == null || !column.isJson()) {
            return text;
        }
        Map<String, Object> values = new TreeMap<>();
        try {
            collect("", JSON.readTree(text), values);
        } catch (IOException notJson) {
            return text;
        }
        return values;
    }

    /** The values by path; numbers without trailing zeros. */
    private static void collect(String path, JsonNode node, Map<String, Object> values) {
        if (node.isNumber()) {
            values.put(path, node.decimalValue().stripTrailingZeros());
        } else if (node.isObject()) {
            values.put(path, "object");
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            values.put(path, "array of " + node.size());
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), values);
            }
        } else {
            values.put(path, node.getNodeType() + " " + node.asText());
        }
    }

    private Path dataset() throws IOException {
        Path dataset = Files.createDirectories(folder.resolve("hostile"));
        String columns = HostileValues.COLUMNS.stream()
                .map(column -> "    - {name: " + column.name() + ", type: '" + column.type() + "'}\n")
                .collect(Collectors.joining());
        Files.writeString(dataset.resolve("dataset.yaml"), """
                version: 1
                dataset: hostile
                day-zone: Europe/Madrid
                source:
                  kinesis: {stream: hostile}
                payload:
                  unknown-fields: quarantine
                  invalid-values: quarantine
                  columns:
                    - {name: name, type: varchar(16), required: true}
                    - {name: at, type: timestamp, required: true}
                """ + columns + """
                key: {columns: [name], keep: latest}
                event-time: {column: at, partition: happened_on, lateness-days: 1, future-tolerance: P1D}
                warehouse: {schema: public, table: hostile}
                report:
                  title: Hostile values
                  sender: madrugada@example.com
                  recipients: []
                  label: name
                  values: [n]
                """);
        Files.writeString(dataset.resolve("quality.dqdl"), "Rules = [ RowCount = " + cases.size() + " ]");
        Files.writeString(
                dataset.resolve("report.sql"),
                HostileValues.COLUMNS.stream()
                        .map(Column::name)
                        .collect(Collectors.joining(
                                ", ",
                                "select name, 1 as n, ",
                                " from public.hostile where happened_on = :date order by name")));
        return dataset;
    }

    /** The rows of a CSV according to RFC 4180; a field that is empty and not quoted is null. */
    private static List<List<@Nullable String>> csv(String text) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> row = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder field = new StringBuilder();
            boolean quoted = text.charAt(at) == '"';
            at += quoted ? 1 : 0;
            while (quoted ? !isClosing(text, at) : ",\r".indexOf(text.charAt(at)) < 0) {
                field.append(text.charAt(at));
                at += quoted && text.charAt(at) == '"' ? 2 : 1;
            }
            at += quoted ? 1 : 0;
            row.add(field.isEmpty() && !quoted ? null : field.toString());
            if (text.charAt(at) == '\r') {
                rows.add(row);
                row = new ArrayList<>();
                at++;
            }
            at++;
        }
        return rows;
    }

    private static boolean isClosing(String text, int at) {
        return text.charAt(at) == '"' && text.charAt(at + 1) != '"';
    }
}
