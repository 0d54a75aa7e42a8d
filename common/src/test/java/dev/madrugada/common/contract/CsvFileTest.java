package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvFileTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());

    @Test
    void lineEndingsMayBeMixed() {
        CsvFile file = read("code,city\nAAA,Aachen\r\nBBB,Bonn\n\r\nCCC,\"C, D\"\rDDD,Duisburg");

        assertThat(file.fields()).containsExactly("code", "city");
        assertThat(file.rows())
                .containsExactly(
                        row(2, "AAA", "Aachen"),
                        row(3, "BBB", "Bonn"),
                        row(5, "CCC", "C, D"),
                        row(6, "DDD", "Duisburg"));
    }

    @Test
    void theHeaderMayHaveAnyLineEndingAndQuotes() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            CsvFile file = read("\uFEFF\"city, old\",\"co\nde\"" + end + "x,y\n");
            assertThat(file.fields()).containsExactly("city, old", "co\nde");
            assertThat(file.rows()).containsExactly(row(3, "x", "y"));
        }
    }

    @Test
    void aMissingValueIsNullAndTwoQuotesAreAnEmptyText() {
        assertThat(read("a,b,c\n,\"\",  x \n").rows()).containsExactly(row(2, null, "", "  x "));
    }

    @Test
    void aRecordsLineIsItsFirstLine() {
        CsvFile file = read("a,b\n1,\"one\r\ntwo\nthree\"\n2,\"say \"\"x\"\"\"\n");

        assertThat(file.rows()).containsExactly(row(2, "1", "one\r\ntwo\nthree"), row(5, "2", "say \"x\""));
    }

    @Test
    void everyLineWithAnotherNumberOfFieldsIsReported() {
        assertThatThrownBy(() -> read("a,b\n1\n1,2\n1,2,3\n"))
                .hasMessageStartingWith("InvalidContract: towns.csv: 2 problems")
                .hasMessageContaining("towns.csv:2: the line has 1 field; the first line has 2 fields")
                .hasMessageContaining("towns.csv:4: the line has 3 fields; the first line has 2 fields");
    }

    @Test
    void unmatchedQuotesAreReportedWithTheirLine() {
        assertThatThrownBy(() -> read("a,b\n1,2\n1,\"secret\" x\n"))
                .hasMessageStartingWith(
                        "InvalidContract: towns.csv:3: the line is not CSV; a closing quote is missing or")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("a,b\n1,2\n1, \"secret\"\n"))
                .hasMessageStartingWith("InvalidContract: towns.csv:3: the line is not CSV; a quote is inside")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("a,b\n1,2\n1,\"secret\n1,2\n"))
                .hasMessageStartingWith("InvalidContract: towns.csv:3: the line is not CSV; ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anEmptyFileIsRefused() {
        for (String text : List.of("", "\uFEFF", "\n\r\n")) {
            assertThatThrownBy(() -> read(text))
                    .hasMessageContaining("InvalidContract: towns.csv:1: the file is empty");
        }
    }

    @Test
    void randomFilesAreReadAsTheyWereWritten() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        Random random = new Random(SEED);
        String[] parts = {"a", ",", "\"", "\r", "\n", "\r\n", " ", "\u00e9", "\uD83D\uDE00", "#"};
        for (int run = 0; run < 500; run++) {
            int width = 1 + random.nextInt(4);
            List<List<String>> written = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int line = 0; line < 1 + random.nextInt(6); line++) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    StringBuilder value = new StringBuilder();
                    for (int part = random.nextInt(4); part > 0; part--) {
                        value.append(parts[random.nextInt(parts.length)]);
                    }
                    values.add(value.toString());
                    text.append(i == 0 ? "\"" : ",\"")
                            .append(value.toString().replace("\"", "\"\""))
                            .append('"');
                }
                written.add(values);
                text.append(List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4)));
            }
            CsvFile file = read(text.toString());
            List<List<String>> read = new ArrayList<>(List.of(file.fields()));
            file.rows().forEach(row -> read.add(row.values()));
            assertThat(read).as("run %d of -Dmadrugada.seed=%d", run, SEED).isEqualTo(written);
        }
    }

    private static CsvFile read(String text) {
        return CsvFile.read("towns.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static CsvFile.Row row(long line, @Nullable String... values) {
        return new CsvFile.Row(line, Arrays.asList(values));
    }
}
