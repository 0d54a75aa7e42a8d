package dev.madrugada.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.Invocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    private Path temp;

    @Test
    void draftsColumnsKeyAndEventTime() throws IOException {
        Invocation drafted = init("""
                {"orderId":"A-1","placedAt":"2026-01-31T10:00:00Z","buyer":{"name":"Ana","zip":"08001"},"total":"1.234,50","paid":"Y","score":4,"tags":["a"],"items":[{"sku":"x"}],"void":null}
                {"orderId":"A-2","placedAt":"2026-01-30T10:00:00+01:00","buyer":{"name":"Bo"},"total":"9,00","paid":"N","score":"N/A","tags":[],"items":[],"void":null}
                """);

        assertThat(drafted.err()).isEmpty();
        assertThat(drafted.status()).isZero();
        assertThat(contract())
                .contains("- name: order_id\n      type: varchar(8)\n      from: orderId\n      required: true\n")
                .contains("- name: placed_at\n      type: timestamp\n      from: placedAt\n      required: true\n")
                .contains("- name: name\n      type: varchar(8)\n      from: buyer.name\n      required: true\n")
                .contains("- name: zip\n      type: varchar(16)\n      from: buyer.zip\n    #")
                .contains("""
                            - name: total
                              type: decimal(10,2)
                              required: true
                              accepts: [text]
                              decimal-mark: ","
                        """)
                .contains(
                        "type: boolean\n      required: true\n      false-values: [\"N\"]\n      true-values: [\"Y\"]\n")
                .contains("- name: score\n      type: integer\n      accepts: [text]\n      null-if: [N/A]\n")
                .contains("- name: tags\n      type: array<varchar(8)>\n      required: true\n")
                .contains("- name: items\n      type: json\n      required: true\n")
                .contains("# void: always null\n  ignore: [void]\n")
                .contains("key:\n  columns: [order_id]\n", "  column: placed_at\n  partition: placed_on\n");
        assertThat(drafted.out())
                .contains(
                        "Read 2 records",
                        "9 columns, 7 required; 1 field without a column",
                        "key: 'order_id' is unique")
                .contains("items: an array of objects: 'rows:' makes a row of each")
                .contains("--date 2026-01-31 --input");
    }

    @Test
    void masksTheTextsOfTheSample() throws IOException {
        init("{\"name\":\"Secret Agent 007\",\"city\":\"Zürich\"}\n{\"name\":\"Other Person\",\"city\":\"Zürich\"}\n");

        for (String file : new String[] {"dataset.yaml", "quality.dqdl", "report.sql", "tests/first.yaml"}) {
            assertThat(Files.readString(temp.resolve("drafted").resolve(file)))
                    .doesNotContain("Secret", "Agent", "007", "Other", "Zürich");
        }
        assertThat(contract()).contains("'Aaaaaa Aaaaa 999'");
    }

    @Test
    void saysThatThereIsNoKeyAndNoTime() throws IOException {
        Invocation drafted = init("{\"a\":1}\n{\"a\":1}\nnot JSON\n");

        assertThat(contract()).contains("\nkey: arrival\n", "  column: arrival\n");
        assertThat(drafted.out())
                .contains("found 1 line without a JSON object")
                .contains("key: 'arrival', every record is a row, because no field is unique and never missing.")
                .contains("event-time: the arrival, because no field has a time in every record.");
    }

    @Test
    void timesThatAreFarApartAreNoEventTime() throws IOException {
        Invocation drafted = init("{\"day\":\"2020-01-01\"}\n{\"day\":\"2026-01-01\"}\n");

        assertThat(contract()).contains("type: date", "  column: arrival\n");
        assertThat(drafted.out().replaceAll("\\s+", " ")).contains("'day' is from 2020-01-01 to 2026-01-01");
    }

    @Test
    void epochsAndPatternsAreTimes() throws IOException {
        init("""
                {"time":1769817600123,"seen at":"31/01/2026 10:15","created":"1769817600","n":1769817600}
                {"time":1769817601123,"seen at":"30/01/2026 09:15","created":"1769817601","n":1769817601}
                """);

        assertThat(contract())
                .contains("- name: time\n      type: timestamp\n      required: true\n      formats: [epoch-ms]\n")
                .contains("""
                            - name: seen_at
                              type: timestamp
                              from: seen at
                              required: true
                              formats: [dd/MM/yyyy HH:mm]
                        """.replace("[dd/MM/yyyy HH:mm]", "[\"dd/MM/yyyy HH:mm\"]"))
                .contains("""
                            - name: created
                              type: timestamp
                              required: true
                              accepts: [text]
                              formats: [epoch-s]
                        """)
                .contains("- name: n\n      type: bigint\n");
    }

    @Test
    void epochsWithTheirUnitInTheNameAreTimes() throws IOException {
        init("{\"op\":\"c\",\"ts_ms\":1769817600123,\"source\":{\"ts_us\":1769817600123000}}\n");

        assertThat(contract())
                .contains("- name: ts_ms\n      type: timestamp\n      required: true\n      formats: [epoch-ms]\n")
                .contains("      formats: [epoch-us]\n")
                .contains("\n  column: ts_ms\n");
    }

    @Test
    void eachObjectOfALineIsARow() throws IOException {
        Invocation drafted = init("""
                [{"id":1,"at":"2026-01-31T10:00:00Z"},{"id":2,"at":"2026-01-31T10:00:01Z","a":{"b":1}}]
                {"id":3,"at":"2026-01-31T10:00:02Z"}{"id":4,"at":"2026-01-31T10:00:03Z"}
                {"id":5,"at":"2026-01-31T10:00:04Z"}
                [] [{"id":6,"at":"2026-01-31T10:00:05Z"}]
                []
                [{"id":7},5]
                """);

        assertThat(contract())
                .contains(
                        "\n  rows: $\n",
                        "- name: id\n",
                        "from: a.b\n",
                        "# in every record; 6 distinct; numbers 1 to 6");
        assertThat(drafted.out())
                .contains("Read 6 records", "found 1 line without a JSON object")
                .contains("rows: '$' makes a row of each object");
        assertThat(Invocation.of("check", folder()).out()).contains("no problems");
        assertThat(Invocation.of("test", folder()).out()).contains("3 cases passed");
    }

    @Test
    void theObjectOfAnArrayIsARowToo() throws IOException {
        init("[{\"id\":1}]\n[{\"id\":2}]\n");

        assertThat(contract()).contains("\n  rows: $\n");
    }

    @Test
    void readsTheFirstOfSeveralLinesOfObjects() throws IOException {
        Path file = temp.resolve("records.ndjson");
        Files.writeString(file, "[{\"id\":1},{\"id\":2},{\"id\":3}]\n{\"id\":4}\n");

        Invocation drafted =
                Invocation.of("init", "drafted", "--from", file.toString(), "--to", folder(), "--records", "2");

        assertThat(drafted.out()).contains("Read 3 records");
        assertThat(contract()).contains("\n  rows: $\n");
    }

    @Test
    void namesOfFieldsBecomeNamesOfColumns() throws IOException {
        init("""
                {"IMDB Rating":1.5,"type":"a","properties":{"type":"b","Beak Length (mm)":1},"geometry":{"type":"c"},"2024":1,"oid":1,"a.b":1,"ID":1,"id":2}
                """);

        assertThat(contract())
                .contains("- name: imdb_rating\n      type: double\n      from: IMDB Rating\n")
                .contains("- name: type\n      type: varchar(8)\n      required")
                .contains("- name: properties_type\n", "- name: geometry_type\n", "- name: beak_length_mm\n")
                .contains("- name: c_2024\n", "- name: oid_value\n", "- name: id\n", "- name: id_2\n")
                .contains("from: \"\\\"a.b\\\"\"");
    }

    @Test
    void readsGzipAndAtMostTheGivenRecords() throws IOException {
        Path file = temp.resolve("records.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"id\":1}\n{\"id\":2}\n{\"id\":null}\n".getBytes(StandardCharsets.UTF_8));
        }

        Invocation drafted =
                Invocation.of("init", "drafted", "--from", file.toString(), "--to", folder(), "--records", "2");

        assertThat(drafted.out()).contains("Read 2 records", "the first of the file");
        assertThat(contract()).contains("required: true");
    }

    @Test
    void readsNumbersBeyondADoubleAndFieldsWithoutAName() throws IOException {
        Invocation drafted = init("{\"n\":1e400,\"\":1}\n");

        assertThat(drafted.status()).isZero();
        assertThat(contract()).contains("- name: n\n      type: double\n", "- name: field\n", "from: \"\\\"\\\"\"");
        assertThat(Files.readString(temp.resolve("drafted/tests/first.yaml")))
                .contains("- without: [\"n\"]\n")
                .doesNotContain("[\"\"]");
    }

    @Test
    void overwritesNothing() throws IOException {
        init("{\"id\":1}\n");
        Invocation again = init("{\"id\":1}\n");

        assertThat(again.status()).isEqualTo(64);
        assertThat(again.err()).contains("it exists; init overwrites nothing; name a new folder by --to");
    }

    @Test
    void refusesAnArrayWithTheCommandThatMakesLinesOfIt() throws IOException {
        Invocation refused = init("[\n {\"id\":1}\n]\n");

        assertThat(refused.status()).isEqualTo(64);
        assertThat(refused.err()).contains("most lines are no JSON objects", "jq -c '.[]'");
        assertThat(temp.resolve("drafted")).doesNotExist();
    }

    @Test
    void draftsASourceOfFilesFromCsv() throws IOException {
        Invocation drafted = csv("sales.csv.gz", StandardCharsets.UTF_8, """
                \uFEFFsale_id,Sold At,amount,city
                1,2026-01-31T10:00:00Z,"1,234.50","Lyon, France"
                2,2026-01-31T11:00:00Z,9.00,
                3,2026-01-31T11:00:00Z,9.00
                """);

        assertThat(drafted.err()).isEmpty();
        assertThat(contract())
                .contains("  files:\n    location: s3://my-bucket/drafted/{yyyy}/{MM}/{dd}/\n    format: csv\n\n")
                .contains("- name: sale_id\n      type: integer\n      required: true\n      accepts: [text]\n")
                .contains("- name: sold_at\n      type: timestamp\n      from: Sold At\n      required: true\n")
                .contains("- name: city\n      type: varchar(32)\n\n", "key:\n  columns: [sale_id]\n")
                .doesNotContain("csv:");
        assertThat(drafted.out())
                .contains("Read 2 records", "found 1 row with another number of values than the header");
        assertThat(Invocation.of("check", folder()).status()).isZero();
        assertThat(Invocation.of("test", folder()).status()).isZero();
    }

    @Test
    void guessesDelimiterAndEncodingOfCsv() throws IOException {
        Invocation drafted =
                csv("ventes.csv", Charset.forName("windows-1252"), "Numéro;Prix\r\n1;\"9,50\"\r\n2;10,25\r\n");

        assertThat(contract())
                .contains("    csv:\n      delimiter: \";\"\n      encoding: windows-1252\n")
                .contains("from: \"Numéro\"\n", "decimal-mark: \",\"");
        assertThat(drafted.out().replaceAll("\\s+", " ")).contains("the delimiter ';' and the encoding windows-1252");
    }

    @Test
    void saysWhereItStoppedToReadCsv() throws IOException {
        Invocation drafted =
                csv("records.csv", StandardCharsets.UTF_8, "id,a\n1,x\n2,y\n3,a \"stray\" quote\n4,\"b\"c\n5,z\n");

        assertThat(drafted.out())
                .contains("Read 2 records of ", "found 1 row with another number of values")
                .contains("nothing from line 5 on: its quotes are not closed, or text follows them")
                .doesNotContain("--records reads more");
    }

    @Test
    void namesTheFirstRowThatIsNotCsv() throws IOException {
        Invocation refused = csv("records.csv", StandardCharsets.UTF_8, "id,a\n1,\"b\"c\n2,y\n");

        assertThat(refused.status()).isEqualTo(64);
        assertThat(refused.err()).contains("line 2 is not CSV", "close its quotes");
    }

    @Test
    void aFewBrokenCharactersDoNotChangeTheEncodingOfCsv() throws IOException {
        StringBuilder text = new StringBuilder("ciudad\n");
        for (int i = 0; i < 20; i++) {
            text.append("Málaga\n");
        }
        byte[] latin = "Córdoba\n".getBytes(StandardCharsets.ISO_8859_1);
        Invocation drafted = csv(
                "records.csv",
                StandardCharsets.ISO_8859_1,
                new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                        + new String(latin, StandardCharsets.ISO_8859_1));

        assertThat(drafted.out()).contains("Read 20 records", "found 1 row with", "bytes in another encoding");
        assertThat(contract()).contains("format: csv\n").doesNotContain("encoding:");
    }

    @Test
    void readsAsManyRowsOfCsvAsAreAskedFor() throws IOException {
        Path file = Files.writeString(temp.resolve("records.csv"), "id\n" + "12345\n".repeat(400_000));

        Invocation drafted =
                Invocation.of("init", "drafted", "--from", file.toString(), "--to", folder(), "--records", "300000");

        assertThat(drafted.out()).contains("Read 300,000 records", "(--records reads more)");
    }

    @Test
    void refusesCsvWithoutAHeader() throws IOException {
        Invocation refused = csv("records.tsv", StandardCharsets.UTF_8, "1\t1\n2\t3\n");

        assertThat(refused.status()).isEqualTo(64);
        assertThat(refused.err())
                .contains("its first line has a name twice in column 2", "set source.files.csv.header to false");
        assertThat(temp.resolve("drafted")).doesNotExist();
    }

    private Invocation csv(String name, Charset charset, String text) throws IOException {
        Path file = temp.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(text.getBytes(charset));
        }
        return Invocation.of("init", "drafted", "--from", file.toString(), "--to", folder());
    }

    private Invocation init(String records) throws IOException {
        Path file = Files.writeString(temp.resolve("records.ndjson"), records);
        return Invocation.of("init", "drafted", "--from", file.toString(), "--to", folder());
    }

    private String folder() {
        return temp.resolve("drafted").toString();
    }

    private String contract() throws IOException {
        return Files.readString(temp.resolve("drafted/dataset.yaml"));
    }
}
