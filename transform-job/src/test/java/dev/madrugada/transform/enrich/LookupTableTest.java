package dev.madrugada.transform.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.transform.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookupTableTest {
    private static final String SECTIONS = Contracts.EVENTS + """
            lookups:
              - name: label_of
                file: labels.csv
                field: code
                on: label
                missing: quarantine
                columns:
                  - {name: long_name, type: varchar(20), from: name}
                  - {name: weight, type: integer}
                  - {name: since, type: date}
            """;

    @Test
    void quotedCommasAndLineBreaksAreRead() {
        var rows = rows(String.join(
                "\r\n",
                "code,name,weight,since",
                "a,\"one, \"\"two\"\"",
                "three\",-5,2001-01-01",
                "#b,\"\",,",
                " c,x y ,7,1970-01-02",
                ""));
        assertThat(rows.keySet()).containsExactly(List.of("a"), List.of("#b"), List.of(" c"));
        assertThat(String.valueOf(values(rows, "a").get(0)).replace("\r", "")).isEqualTo("one, \"two\"\nthree");
        assertThat(values(rows, "a").get(1)).isEqualTo(-5);
        assertThat(values(rows, "#b")).containsExactly("", null, null);
        assertThat(values(rows, " c")).containsExactly("x y ", 7, 1);
    }

    @Test
    void mixedLineEndingsAreNotPartOfAValue() {
        var rows = rows("name,since,weight,code\nAachen,,,AAA\r\nBonn,,,BBB\n\n\"C, D\",,,CCC\r\n");

        assertThat(rows.keySet()).containsExactly(List.of("AAA"), List.of("BBB"), List.of("CCC"));
        assertThat(rows.values()).extracting(row -> row.get(0)).containsExactly("Aachen", "Bonn", "C, D");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(rows("\ufeffcode,name,weight,since\na,b,1,2001-01-01\n")).hasSize(1);
    }

    @Test
    void aDuplicateKeyIsReportedWithBothLines() {
        assertThatThrownBy(() -> rows("code,name,weight,since\na,x,1,\nb,x,1,\na,y,2,\n"))
                .hasMessageStartingWith("InvalidContract: ")
                .hasMessageContaining("labels.csv:4: the key is already on line 2");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> rows("code,name,weight,since\n,x,1,\nb,x,1.5,\nc,y,2,yesterday\n"))
                .hasMessageContaining("labels.csv:2: the key is missing")
                .hasMessageContaining("labels.csv:3: weight: expected integer, found a number with a fraction")
                .hasMessageContaining("labels.csv:4: since: expected date, found a text that is not an ISO-8601 date")
                .hasMessageNotContaining("yesterday");
    }

    @Test
    void aFieldThatTheFileLacksIsReportedWithTheNearestName() {
        assertThatThrownBy(() -> rows("code,nane,weight,since\n"))
                .hasMessageContaining(
                        "labels.csv:1: no field 'name'; a lookup of dataset.yaml reads it; did you mean 'nane'?");
    }

    @Test
    void severalKeyColumnsFormOneKey() {
        LookupTable table =
                read(withKeys("labels.csv"), "code,id,name,weight,since\na,1,one,,\na,2,two,,\nb,1,three,,\n");

        assertThat(table.rows().keySet()).containsExactly(List.of("a", 1L), List.of("a", 2L), List.of("b", 1L));
        assertThat(table.keyTypes()).extracting(Object::toString).containsExactly("varchar(8)", "bigint");
        assertThatThrownBy(() ->
                        read(withKeys("labels.csv"), "code,id,name,weight,since\na,1,x,,\nb,1,x,,\na,1,y,,\na,,z,,\n"))
                .hasMessageContaining("labels.csv:4: the key is already on line 2")
                .hasMessageContaining("labels.csv:5: the key is missing");
    }

    @Test
    void jsonLinesHaveTheKindsOfPayloads() {
        LookupTable table = read(withKeys("labels.jsonl"), """
                \ufeff{"code":"a","id":1,"name":"one","weight":-5,"since":"1970-01-02","more":{"x":[1]}}

                {"id":2,"code":"a","name":null}\r
                """);

        assertThat(table.rows().get(List.of("a", 1L))).containsExactly("one", -5, 1);
        assertThat(table.rows().get(List.of("a", 2L))).containsExactly(null, null, null);
    }

    @Test
    void problemsOfJsonLinesNameTheLine() {
        assertThatThrownBy(() -> read(withKeys("labels.ndjson"), """
                        {"code":"a","id":1,"name":"secret","weight":"5"}
                        {"code":"b","id":1,"name":"x"

                        [{"code":"a"}]
                        {"code":"c","id":null,"since":null}
                        {"code":"d","id":1,"id":2}
                        {"code":"e","id":7}
                        {"code":"e","id":7}
                        """))
                .hasMessageContaining("labels.ndjson:1: weight: expected integer, found a text")
                .hasMessageContaining("labels.ndjson:2: malformed JSON at byte")
                .hasMessageContaining("labels.ndjson:4: the payload is JSON but not an object: it is an array (each")
                .hasMessageContaining("labels.ndjson:5: the key is missing")
                .hasMessageContaining("labels.ndjson:6: id: the field occurs twice in its object")
                .hasMessageContaining("labels.ndjson:8: the key is already on line 7")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFieldThatNoJsonLineHasIsReported() {
        assertThatThrownBy(() -> read(withKeys("labels.json"), "{\"code\":\"a\",\"id\":1,\"nane\":\"b\"}\n"))
                .hasMessageContaining("labels.json: no line has the field 'name' | no line has the field 'weight'");
        assertThat(read(withKeys("labels.json"), "").rows()).isEmpty();
    }

    @Test
    void minusZeroFindsZero() {
        assertThat(LookupTable.key(List.of(-0.0, 0.0))).isEqualTo(List.of(0.0, 0.0));
    }

    private static List<@Nullable Object> values(Map<List<Object>, List<@Nullable Object>> rows, Object... key) {
        return Objects.requireNonNull(rows.get(List.of(key)));
    }

    private static Map<List<Object>, List<@Nullable Object>> rows(String csv) {
        DatasetContract contract = Contracts.folder(SECTIONS, Map.of("labels.csv", "code,name,weight,since\n"))
                .contract();
        return read(contract.lookups().get(0), csv).rows();
    }

    /** The lookup with a second key, {@code id}. */
    private static Lookup withKeys(String file) {
        Lookup one = Contracts.folder(SECTIONS, Map.of("labels.csv", "code,name,weight,since\n"))
                .contract()
                .lookups()
                .get(0);
        return new Lookup(
                one.name(), file, List.of("code", "id"), List.of("label", "id"), one.columns(), one.missing());
    }

    private static LookupTable read(Lookup lookup, String text) {
        return LookupTable.read(
                Contracts.folder(Contracts.EVENTS).contract(), lookup, text.getBytes(StandardCharsets.UTF_8));
    }
}
