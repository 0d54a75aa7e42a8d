package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.lake.Manifest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nested and json columns from Parquet to the table. DuckDB writes the files, so that nothing of the jobs is in them. */
class SuperColumnsIT {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String COLUMNS = """
                - {name: visit_id, type: bigint, required: true}
                - {name: visited_at, type: timestamp, required: true}
                - {name: tags, type: "array<varchar(8)>"}
                - {name: place, type: 'struct<city:varchar(8),"odd.na""me ü":decimal(38,6),at:timestamp,day:date,deep:array<struct<x:double>>>'}
                - {name: words, type: "map<varchar(8),array<integer>>"}
                - {name: extra, type: json}
            """;
    private static final List<String> NESTED = List.of("tags", "place", "words", "extra");
    private static final String PLACE =
            "STRUCT(city VARCHAR, \"odd.na\"\"me ü\" DECIMAL(38,6), \"at\" TIMESTAMPTZ, \"day\" DATE, deep STRUCT(x DOUBLE)[])";

    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = new Stack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void nestedValuesAndJsonArriveAsTheyAre() throws Exception {
        stack.night().contract(COLUMNS, "nested");
        LocalDate day = LocalDate.of(2000, 2, 1);
        published(
                day,
                3,
                1,
                row(
                        1,
                        "['a', NULL, '', 'é\"\\', chr(10) || '😀']",
                        "{'city': 'Faro', 'odd': 12345678901234567890123456789012.345678,"
                                + " 'at': TIMESTAMPTZ '0001-01-01 00:00:00.000001+00', 'day': DATE '9999-12-31',"
                                + " 'deep': [{'x': 1.7976931348623157e308}, {'x': -0.0}, {'x': NULL}, NULL]}",
                        "MAP {'k': [1, NULL], '': [], 'n': NULL}",
                        "'{\"b\": 1.10, \"a\": [123456789012345678901234567890.123456789, {}, null, \"\\u0022\"]}'"),
                row(2, "[]", "{'city': NULL, 'odd': NULL, 'at': NULL, 'day': NULL, 'deep': []}", "MAP {}", "'\"\"'"),
                row(3, "NULL", "NULL", "NULL", "NULL"));

        stack.load("run-1");

        List<List<@Nullable Object>> rows = stack.rows("SELECT tags, place, words, extra FROM public.nested WHERE"
                + " visited_on = DATE '2000-02-01' ORDER BY visit_id");
        assertJson(
                rows.get(0),
                "[\"a\",null,\"\",\"é\\\"\\\\\",\"\\n😀\"]",
                "{\"city\":\"Faro\",\"odd.na\\\"me ü\":12345678901234567890123456789012.345678,"
                        + "\"at\":\"0001-01-01T00:00:00.000001Z\",\"day\":\"9999-12-31\","
                        + "\"deep\":[{\"x\":1.7976931348623157e308},{\"x\":-0.0},{\"x\":null},null]}",
                "{\"k\":[1,null],\"\":[],\"n\":null}",
                "{\"a\":[123456789012345678901234567890.123456789,{},null,\"\\\"\"],\"b\":1.10}");
        assertJson(
                rows.get(1),
                "[]",
                "{\"city\":null,\"odd.na\\\"me ü\":null,\"at\":null,\"day\":null,\"deep\":[]}",
                "{}",
                "\"\"");
        assertThat(rows.get(2)).containsOnlyNulls();
    }

    /** An earlier run's files may have such a value: JSON_PARSE ends the statement, and the day stays as it was. */
    @Test
    void jsonWithARepeatedKeyIsRefusedWithoutItsValue() throws Exception {
        stack.night().contract(COLUMNS, "nested");
        LocalDate day = LocalDate.of(2000, 3, 1);
        published(day, 1, 0, row(1, "[]", "{'city': 'x'}", "MAP {}", "'{\"secret\":1,\"secret\":2}'"));

        assertThatThrownBy(() -> stack.load("run-1"))
                .hasMessageStartingWith("DataContractViolation: ")
                .hasMessageNotContaining("secret");

        assertThat(stack.number("SELECT count(*) FROM public.nested WHERE visited_on = DATE '2000-03-01'"))
                .isZero();
    }

    @Test
    void aTableWithTextInsteadOfSuperIsRefused() throws Exception {
        stack.night().contract(COLUMNS, "texts");
        stack.execute("CREATE TABLE public.texts (visit_id bigint, visited_at timestamp, tags super, place super,"
                + " words varchar(99), extra varchar(65535), visited_on date)");
        published(LocalDate.of(2000, 4, 1), 1, 0, row(1, "[]", "{'city': 'x'}", "MAP {}", "'{}'"));

        assertThatThrownBy(() -> stack.load("run-1"))
                .hasMessageStartingWith("DataContractViolation: public.texts: columns of another type than the"
                        + " contract's: words (character varying instead of SUPER), extra (character varying instead of"
                        + " SUPER)");
    }

    private static void published(LocalDate day, int rows, long nulls, String... row) throws SQLException, IOException {
        Map<String, Long> figures = new LinkedHashMap<>(Map.of());
        figures.put("visit_id", 0L);
        figures.put("visited_at", 0L);
        NESTED.forEach(column -> figures.put(column, nulls));
        Manifest manifest = stack.published(day, String.join(" UNION ALL ", row), rows, figures);
        stack.gated(manifest);
    }

    private static String row(int id, String tags, String place, String words, String extra) {
        String named = place.replace("'odd'", "'odd.na\"me ü'");
        return "SELECT " + id + "::BIGINT AS visit_id, TIMESTAMPTZ '2000-01-01 00:00:00+00' AS visited_at, CAST(" + tags
                + " AS VARCHAR[]) AS tags, CAST(" + named + " AS " + PLACE + ") AS place, CAST(" + words
                + " AS MAP(VARCHAR, INTEGER[])) AS words, CAST(" + extra + " AS VARCHAR) AS extra";
    }

    private static void assertJson(List<@Nullable Object> row, String... expected) throws IOException {
        for (int i = 0; i < expected.length; i++) {
            assertThat(tree(String.valueOf(row.get(i)))).as(NESTED.get(i)).isEqualTo(tree(expected[i]));
        }
    }

    /** The values by path, numbers as decimals: JSON's numbers have no type. */
    private static Map<String, Object> tree(String json) throws IOException {
        Map<String, Object> values = new TreeMap<>();
        collect("", JSON.readTree(json), values);
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, Object> values) {
        if (node.isContainerNode()) {
            values.put(path, node.getNodeType());
            node.fields().forEachRemaining(field -> collect(path + "/" + field.getKey(), field.getValue(), values));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), values);
            }
        } else {
            values.put(
                    path,
                    node.isNumber() ? node.decimalValue().stripTrailingZeros() : node.getNodeType() + node.asText());
        }
    }
}
