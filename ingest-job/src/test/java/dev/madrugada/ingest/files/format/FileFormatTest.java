package dev.madrugada.ingest.files.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.contract.Source.Files.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {
    @TempDir
    Path folder;

    /** The command line's compressors write the files; each file has two members, one after the other. */
    @ParameterizedTest
    @CsvSource({"cat, 0", "gzip, 1", "zstd, 2", "bzip2, 3"})
    void readsAllMembersOfACompressedFile(String program, int ordinal) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(piped("{\"a\":1}\n{\"a\":2}\n", program));
        file.write(piped("{\"a\":3}\n", program));

        assertThat(texts(JsonLines.of(opened(file.toByteArray()))))
                .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        assertThat(Decompressed.detected(file.toByteArray(), "x"))
                .isEqualTo(List.of(Compression.NONE, Compression.GZIP, Compression.ZSTD, Compression.BZIP2)
                        .get(ordinal));
    }

    @Test
    void aCompressionThatIsGivenIsNotGuessed() throws Exception {
        byte[] stored = piped("{\"a\":1}\n", "gzip");

        assertThat(texts(JsonLines.of(opened(stored, Compression.GZIP)))).containsExactly("{\"a\":1}");
        assertThat(opened(stored, Compression.NONE).readAllBytes()).isEqualTo(stored);
        assertThatThrownBy(() -> texts(JsonLines.of(opened("{\"a\":1}\n".getBytes(UTF_8), Compression.GZIP))))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "bzip2"})
    void aTruncatedFileIsBrokenAndNotShort(String program) throws Exception {
        byte[] whole = piped("{\"a\":1}\n".repeat(20_000), program);
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);

        assertThatThrownBy(() -> texts(JsonLines.of(opened(cut)))).isInstanceOf(IOException.class);
    }

    /**
     * Cuts a file of two members at every place: the records before the break are returned, and the break is found,
     * except between the members, where a whole file may end.
     */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "bzip2"})
    void aCutIsFoundWhereverItIs(String program) throws Exception {
        byte[] first = piped("{\"a\":1}\n{\"a\":2}\n", program);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(first);
        file.write(piped("{\"a\":3}\n".repeat(1000), program));
        for (int length = 20; length < file.size(); length++) {
            byte[] cut = Arrays.copyOf(file.toByteArray(), length);
            List<String> before = new ArrayList<>();
            boolean isFound = false;
            try (FileRecords records = JsonLines.of(opened(cut))) {
                while (records.next()) {
                    before.add(new String(records.payload(), UTF_8));
                }
            } catch (IOException broken) {
                isFound = true;
            }
            assertThat(isFound).as("cut at %s", length).isEqualTo(length != first.length);
            if (length >= first.length) {
                assertThat(before).as("cut at %s", length).startsWith("{\"a\":1}", "{\"a\":2}");
            }
        }
    }

    @Test
    void bytesAfterTheLastMemberAreBroken() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(piped("{\"a\":1}\n", "gzip"));
        file.write("garbage".getBytes(UTF_8));

        assertThatThrownBy(() -> texts(JsonLines.of(opened(file.toByteArray()))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLineIsARecordWhateverItHolds() throws IOException {
        assertThat(texts(JsonLines.of(content("\ufeff{\"a\":1}\r\n\n  \nno json\n{\"a\":"))))
                .containsExactly("{\"a\":1}", "no json", "{\"a\":");
    }

    /** The oracle is String.lines with the offsets counted. */
    @Test
    void partsOfAFileHaveEachLineOnce() throws IOException {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("madrugada.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int line = random.nextInt(12); line > 0; line--) {
                String content = "x".repeat(random.nextInt(4));
                if (!content.isEmpty()) {
                    expected.add(text.length() + ":" + content);
                }
                text.append(content).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            List<String> found = new ArrayList<>();
            int from = 0;
            while (from < bytes.length) {
                int to = from + 1 + random.nextInt(7);
                try (JsonLines part = from == 0
                        ? JsonLines.ofFirstPart(new ByteArrayInputStream(bytes), to)
                        : JsonLines.ofPart(new ByteArrayInputStream(bytes, from - 1, bytes.length), from, to)) {
                    while (part.next()) {
                        found.add(part.position() + ":" + new String(part.payload(), UTF_8));
                    }
                }
                from = to;
            }
            assertThat(found).as("seed %s, round %s", seed, round).isEqualTo(expected);
        }
    }

    @Test
    void separatesValuesWithoutLineBreaks() throws IOException {
        assertThat(positions(new JsonValues(content("{\"a\":\"}{\"}{\"b\":[{\"c\":1},{}]} {\n \"d\": 2\n}\n"))))
                .containsExactly("0 {\"a\":\"}{\"}", "10 {\"b\":[{\"c\":1},{}]}", "29 {\n \"d\": 2\n}");
    }

    @Test
    void takesTheElementsOfArrays() throws IOException {
        assertThat(texts(new JsonValues(content("[{\"a\":1},\n{\"a\":[1,2]}, 3, \"x,y\", [4]]\n[{\"b\":1}]"))))
                .containsExactly("{\"a\":1}", "{\"a\":[1,2]}", "3", "\"x,y\"", "[4]", "{\"b\":1}");
        JsonValues cut = new JsonValues(content("[{\"a\":1},"));
        assertThat(cut.next()).isTrue();
        assertThatThrownBy(cut::next)
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("the file ends inside an array");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":{\"c\":2}",
                "{\"a\":\"oops\n",
                "{\"a\":\"hel",
                "no json\n",
                "no json",
                "{\"a\":1 \"b\":2}"
            })
    void aBrokenValueIsARecordAndItsNeighboursAreKept(String broken) throws IOException {
        List<String> records = texts(new JsonValues(content("{\"n\":1}" + broken + "{\"d\":3}{\"n\":2}")));

        assertThat(records).startsWith("{\"n\":1}").endsWith("{\"n\":2}");
        assertThat(String.join("", records)).isEqualTo(("{\"n\":1}" + broken + "{\"d\":3}{\"n\":2}").replace("\n", ""));
    }

    /** Joined without white space, random valid objects come back as they were. */
    @Test
    void randomObjectsComeBackByteForByte() throws IOException {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("madrugada.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> objects = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                objects.add(object(random, 0));
            }
            String between = List.of("", "\n", " ", ",").get(random.nextInt(4));
            assertThat(texts(new JsonValues(content(String.join(between, objects)))))
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(objects);
            assertThat(texts(new JsonValues(content("[" + String.join(", ", objects) + "]"))))
                    .as("seed %s, round %s, in an array", seed, round)
                    .isEqualTo(objects);
        }
    }

    @Test
    void aRowOfCsvIsAnObjectOfTexts() throws IOException {
        assertThat(texts(csv("id,\"the name\",x\r\n1,\"a \"\"b\"\"\nc\",\r\n\r\n2,\"\",\u00e9\r\n", CsvForm.DEFAULT)))
                .containsExactly(
                        "{\"id\":\"1\",\"the name\":\"a \\\"b\\\"\\nc\",\"x\":null}",
                        "{\"id\":\"2\",\"the name\":\"\",\"x\":\"\u00e9\"}");
    }

    @Test
    void aRowThatDoesNotFitStaysAsItIs() throws IOException {
        assertThat(texts(csv("a,b\n1\n1,2,3\n1,x\"y\n\"1\"z,2\n3,4", CsvForm.DEFAULT)))
                .containsExactly("1", "1,2,3", "1,x\"y", "\"1\"z,2", "{\"a\":\"3\",\"b\":\"4\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16", "UTF-16LE", "GB18030"})
    void readsCsvInItsEncoding(String encoding) throws IOException {
        CsvForm form = new CsvForm(List.of("a", "b"), ';', CsvForm.NO_QUOTE, encoding);

        assertThat(texts(new CsvRows(
                        new ByteArrayInputStream("\u00e9;\"x\n".getBytes(Charset.forName(encoding))), form)))
                .containsExactly("{\"a\":\"\u00e9\",\"b\":\"\\\"x\"}");
    }

    @Test
    void anOpenQuoteAtTheEndIsBroken() {
        assertThatThrownBy(() -> texts(csv("a\n\"1\n2\n", CsvForm.DEFAULT)))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("the file ends inside quotes");
    }

    /** DuckDB writes the file. */
    @Test
    void aRowOfParquetKeepsItsTypes() throws Exception {
        Path file = folder.resolve("x.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute(
                    "copy (select 1 as id, 12.50::decimal(9,2) as price, timestamptz '2001-01-01 05:00:00.25+00' as at,"
                            + " timestamp '2001-01-01 05:00:00' as wall, date '2001-01-01' as day, [1,null] as list,"
                            + " {'a': 'x', 'b': null::int} as nested, map {'k': 2} as pairs, true as flag, 0.1::double as d,"
                            + " null::varchar as nothing) to '" + file + "' (format parquet, compression zstd)");
        }
        try (ParquetRows rows = new ParquetRows(
                FileSystem.getLocal(new Configuration(false)), new org.apache.hadoop.fs.Path(file.toUri()))) {
            assertThat(texts(rows))
                    .containsExactly("{\"id\":1,\"price\":12.50,\"at\":\"2001-01-01T05:00:00.250Z\","
                            + "\"wall\":\"2001-01-01T05:00:00\",\"day\":\"2001-01-01\",\"list\":[1,null],"
                            + "\"nested\":{\"a\":\"x\",\"b\":null},\"pairs\":{\"k\":2},\"flag\":true,\"d\":0.1,"
                            + "\"nothing\":null}");
        }
    }

    private static String object(Random random, int depth) {
        StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(text.length() > 1 ? "," : "").append("\"k").append(i).append("\":");
            switch (random.nextInt(depth > 2 ? 3 : 5)) {
                case 0 -> text.append("\"}{\\\"[,: \\\\\"");
                case 1 -> text.append(random.nextInt(100));
                case 2 -> text.append("null");
                case 3 -> text.append(object(random, depth + 1));
                default -> text.append("[").append(object(random, depth + 1)).append(", \"x\"]");
            }
        }
        return text.append("}").toString();
    }

    private static CsvRows csv(String text, CsvForm form) throws IOException {
        return new CsvRows(content(text), form);
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream opened(byte[] stored) throws IOException {
        return opened(stored, Compression.AUTO);
    }

    private static InputStream opened(byte[] stored, Compression compression) throws IOException {
        return Decompressed.of(() -> new ByteArrayInputStream(stored), compression, "x");
    }

    private static List<String> texts(FileRecords records) throws IOException {
        List<String> texts = new ArrayList<>();
        while (records.next()) {
            texts.add(new String(records.payload(), UTF_8));
        }
        return texts;
    }

    private static List<String> positions(FileRecords records) throws IOException {
        List<String> texts = new ArrayList<>();
        while (records.next()) {
            texts.add(records.position() + " " + new String(records.payload(), UTF_8));
        }
        return texts;
    }

    private byte[] piped(String text, String program) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), text);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(program)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllBytes(out);
    }
}
