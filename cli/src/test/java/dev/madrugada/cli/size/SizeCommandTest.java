package dev.madrugada.cli.size;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeCommandTest {
    private static final String COMMAND = "scripts/madrugada size ";

    @TempDir
    Path folder;

    /** A command in docs/sizing.md whose block a table follows prints that table. */
    @Test
    void theDocumentHasTheTablesThatTheCommandPrints() throws IOException {
        List<String> document = Files.readAllLines(Path.of(System.getProperty("madrugada.root"), "docs", "sizing.md"));
        List<String> checked = new ArrayList<>();
        for (int line = 0; line < document.size(); line++) {
            String text = document.get(line);
            if (text.startsWith(COMMAND) && document.get(line + 2).startsWith("|")) {
                Invocation asked = size(text.substring(COMMAND.length()).split(" +"));
                assertThat(tableAfter(document, line))
                        .as(text)
                        .isEqualTo(tableAfter(asked.out().lines().toList(), 0));
                checked.add(text);
            }
        }
        assertThat(checked).hasSize(4);
    }

    private static List<String> tableAfter(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /** A shard that is written at its limit of bytes takes half of the day to read at the limit, and a bit more as measured. */
    @Test
    void aFullShardTakesMoreThanTwelveHoursToRead() throws IOException {
        JsonNode sized = json("--records-per-second", "500", "--bytes-per-record", "2097", "--peak", "1");

        assertThat(sized.get("shards").asInt()).isEqualTo(1);
        assertThat(sized.get("read-minutes").asDouble()).isBetween(12 * 60.0, 14 * 60.0);
        assertThat(sized.get("hourly-recommended").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // Bytes decide: 3 MB/s need 3 shards, and twice as many for a peak of 2.
        "1000, 3145, 1, 3",
        "1000, 3145, 2, 6",
        // Records decide: 4,500 a second of 10 bytes.
        "4500, 10, 1, 5",
        "0.1, 10, 1, 1",
    })
    void shardsFollowTheTighterLimit(String perSecond, String bytes, String peak, int shards) throws IOException {
        assertThat(json("--records-per-second", perSecond, "--bytes-per-record", bytes, "--peak", peak)
                        .get("shards")
                        .asInt())
                .isEqualTo(shards);
    }

    @Test
    void hourlyReadsShortenTheNightAndNeedLessRetention() throws IOException {
        String[] busy = {"--records-per-second", "20000", "--bytes-per-record", "1000", "--peak", "1"};
        JsonNode nightly = json(busy);
        JsonNode hourly =
                json(Stream.concat(Stream.of(busy), Stream.of("--hourly")).toArray(String[]::new));

        assertThat(stage(hourly, "ingest").get("minutes").asDouble())
                .isLessThan(stage(nightly, "ingest").get("minutes").asDouble() / 10);
        assertThat(hourly.get("retention-hours").asInt())
                .isLessThan(nightly.get("retention-hours").asInt());
        assertThat(size("--records-per-second", "20000", "--bytes-per-record", "1000", "--peak", "1")
                        .out())
                .contains("read it every hour");
    }

    @Test
    void workersAreChosenSoThatAStageTakesTheGivenMinutes() throws IOException {
        String[] day = {"--records-per-day", "800000000", "--bytes-per-record", "400"};
        JsonNode slow = json(day);
        JsonNode fast = json(
                Stream.concat(Stream.of(day), Stream.of("--stage-minutes", "5")).toArray(String[]::new));

        assertThat(stage(slow, "transform").get("minutes").asDouble()).isBetween(20.0, 32.0);
        assertThat(stage(fast, "transform").get("minutes").asDouble()).isBetween(4.0, 7.0);
        assertThat(stage(fast, "transform").get("workers").asInt())
                .isGreaterThan(stage(slow, "transform").get("workers").asInt());
    }

    @Test
    void streamsMultiplyTheDollars() throws IOException {
        String[] day = {"--records-per-day", "3000000", "--bytes-per-record", "400"};
        double one = json(day).get("dollars").asDouble();
        double ten = json(Stream.concat(Stream.of(day), Stream.of("--streams", "10"))
                        .toArray(String[]::new))
                .get("dollars")
                .asDouble();

        assertThat(ten).isCloseTo(10 * one, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aFileReplacesPricesAndTheirSources() throws IOException {
        Path prices = folder.resolve("prices.properties");
        Files.writeString(prices, "glue.dpu-hour=0.88\nkinesis.shard-hour=0\nkinesis.shard-hour.source=our contract\n");
        String[] day = {"--records-per-day", "3000000", "--bytes-per-record", "400"};
        JsonNode own = json(Stream.concat(Stream.of(day), Stream.of("--prices", prices.toString()))
                .toArray(String[]::new));

        assertThat(stage(own, "transform").get("dollars").asDouble())
                .isCloseTo(
                        2 * stage(json(day), "transform").get("dollars").asDouble(),
                        org.assertj.core.data.Offset.offset(1e-9));
        assertThat(own.at("/sources/glue.dpu-hour/text").asText()).isEqualTo("prices.properties");
        assertThat(own.at("/sources/kinesis.shard-hour/text").asText()).isEqualTo("our contract");
        assertThat(own.at("/sources/kinesis.shard-hour/status").asText()).isEqualTo("given");
    }

    @Test
    void wrongPricesAreNamedTogether() throws IOException {
        Path prices = folder.resolve("prices.properties");
        Files.writeString(prices, "glue.dpu-hours=0.44\nglue.dpu-hour=-1\n");
        Invocation asked = size("--records-per-day", "1", "--bytes-per-record", "1", "--prices", prices.toString());

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err())
                .startsWith("InvalidArguments: --prices ")
                .contains(
                        "'glue.dpu-hours' is no price", "glue.dpu-hour is no positive number: '-1'", "use these names");
    }

    @ParameterizedTest
    @CsvSource({
        "--bytes-per-record 400, records-per-second",
        "--records-per-day 0 --bytes-per-record 400, the number of records must be above 0",
        "--records-per-day 1 --bytes-per-record 0, --bytes-per-record must be above 0",
        "--records-per-day 1 --bytes-per-record 1 --peak 0.5 --streams 0, --peak must be at least 1; --streams must be",
        "--records-per-day 1 --records-per-second 1 --bytes-per-record 1, mutually exclusive",
    })
    void wrongValuesEndWith64(String words, String message) {
        Invocation asked = size(words.split(" "));

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).startsWith("InvalidArguments: ").contains(message);
    }

    /** What the model says of the two measured sizes of benchmarks/transform.sh scale, within a tenth. */
    @ParameterizedTest
    @CsvSource({"3000000, 31.5", "24000000, 158.5"})
    void theModelOfTransformMeetsTheMeasuredRuns(double records, double measuredSeconds) {
        double seconds = JobWork.TRANSFORM.seconds(new Volume(records, JobWork.MEASURED_BYTES, 1), 2);

        assertThat(seconds).isBetween(measuredSeconds * 0.9, measuredSeconds * 1.1);
    }

    @Test
    void everyPriceHasASource() {
        Prices prices = Prices.defaults();

        assertThat(prices.sources().keySet()).isEqualTo(prices.values().keySet());
        assertThat(prices.sources().values()).noneMatch(source -> source.text().isBlank());
    }

    @Test
    void aVerifiedPriceNamesItsPageAndTheDay() {
        assertThat(Prices.defaults().sources().values())
                .filteredOn(source -> source.status() == PriceSource.Status.VERIFIED)
                .hasSizeGreaterThan(10)
                .allSatisfy(source -> {
                    assertThat(source.page()).startsWith("https://aws.amazon.com/");
                    assertThat(LocalDate.parse(source.seen())).isAfter("2026-01-01");
                });
    }

    @Test
    void whatNoSourceConfirmsIsPrintedAsSuch() throws IOException {
        String[] day = {"--records-per-day", "3000000", "--bytes-per-record", "400"};
        Path prices = folder.resolve("prices.properties");
        Files.writeString(prices, "glue.start-seconds=45\n");

        assertThat(size(day).out())
                .contains("  glue.start-seconds = 60  (unverified, from StartJobRun")
                .contains("  glue.flex-dpu-hour = 0.29  (verified, https://aws.amazon.com/glue/pricing/, seen 2026-")
                .contains("Not confirmed by any source: glue.core-speed, glue.start-seconds,"
                        + " kinesis.read-records-per-second, redshift.rows-per-second\n");
        assertThat(json(Stream.concat(Stream.of(day), Stream.of("--prices", prices.toString()))
                                .toArray(String[]::new))
                        .get("unverified"))
                .extracting(JsonNode::asText)
                .doesNotContain("glue.start-seconds")
                .contains("glue.core-speed");
    }

    private static JsonNode stage(JsonNode sized, String name) {
        for (JsonNode stage : sized.get("stages")) {
            if (stage.get("stage").asText().equals(name)) {
                return stage;
            }
        }
        throw new AssertionError("no stage " + name);
    }

    private static JsonNode json(String... words) throws IOException {
        Invocation asked =
                size(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        assertThat(asked.status()).as(asked.err()).isZero();
        return new ObjectMapper().readTree(asked.out());
    }

    private static Invocation size(String... words) {
        return Invocation.of(Stream.concat(Stream.of("size"), Stream.of(words)).toArray(String[]::new));
    }
}
