package dev.madrugada.transform.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.transform.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
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
        List<Row> rows = rows(String.join(
                "\r\n",
                "code,name,weight,since",
                "a,\"one, \"\"two\"\"",
                "three\",-5,2001-01-01",
                "#b,\"\",,",
                " c,x y ,7,1970-01-02",
                ""));
        assertThat(rows).extracting(row -> row.get(0)).containsExactly("a", "#b", " c");
        assertThat(rows.get(0).getString(1).replace("\r", "")).isEqualTo("one, \"two\"\nthree");
        assertThat(rows.get(0).getInt(2)).isEqualTo(-5);
        assertThat(rows.get(1).getString(1)).isEmpty();
        assertThat(rows.get(1).isNullAt(2)).isTrue();
        assertThat(rows.get(2).getString(1)).isEqualTo("x y ");
        assertThat(rows.get(2).getInt(3)).isEqualTo(1);
    }

    @Test
    void mixedLineEndingsAreNotPartOfAValue() {
        List<Row> rows = rows("name,since,weight,code\nAachen,,,AAA\r\nBonn,,,BBB\n\n\"C, D\",,,CCC\r\n");

        assertThat(rows).extracting(row -> row.get(0)).containsExactly("AAA", "BBB", "CCC");
        assertThat(rows).extracting(row -> row.get(1)).containsExactly("Aachen", "Bonn", "C, D");
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

    private static List<Row> rows(String csv) {
        DatasetContract contract = Contracts.folder(SECTIONS, Map.of("labels.csv", "code,name,weight,since\n"))
                .contract();
        return LookupTable.read(contract, contract.lookups().get(0), csv.getBytes(StandardCharsets.UTF_8))
                .rows();
    }
}
