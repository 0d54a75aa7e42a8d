package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.EventTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ArrivalTimesTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");

    @Test
    void recordsArriveALittleAfterTheirEvents() throws IOException {
        assertThat(arrivals(record("2001-01-01T06:10:00Z"), record("2001-01-01T05:00:00.5Z")))
                .containsExactly("2001-01-01T06:10:02Z", "2001-01-01T05:00:02.500Z");
    }

    @Test
    void aLineThatCannotBeReadArrivesWithItsPredecessor() throws IOException {
        assertThat(arrivals("no json", record("2001-01-01T06:10:00Z"), "", "{\"departed_at\":\"noon\"}"))
                .containsExactly(
                        "2001-01-01T00:00:00Z", "2001-01-01T06:10:02Z", "2001-01-01T06:10:02Z", "2001-01-01T06:10:02Z");
    }

    @Test
    void arrivalsAreKeptWithinTheDay() throws IOException {
        assertThat(arrivals(
                        record("2000-12-21T07:00:00Z"), record("2001-01-01T23:59:59Z"), record("2001-01-04T06:50:00Z")))
                .containsExactly("2001-01-01T00:00:00Z", "2001-01-01T23:59:59.999Z", "2001-01-01T23:59:59.999Z");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        String line = record("2001-01-01T06:10:00Z");

        assertThat(of(line).lines()).isEqualTo(1);
        assertThat(of(line + "\n").lines()).isEqualTo(1);
        assertThat(of("").lines()).isZero();
    }

    @Test
    void recordsWhoseEventTimeIsTheirArrivalAreSpreadOverTheDay() throws IOException {
        assertThat(arrivals(withEventTime(EventTime.ARRIVAL), "no json", "", record("2001-01-01T06:10:00Z"), "x"))
                .containsExactly(
                        "2001-01-01T00:00:00Z", "2001-01-01T06:00:00Z", "2001-01-01T12:00:00Z", "2001-01-01T18:00:00Z");
    }

    @Test
    void recordsWhoseEventTimeIsNotInThePayloadArriveAtTheEndOfTheDay() throws IOException {
        assertThat(arrivals(withEventTime("computed_at"), "no json", record("2001-01-01T06:10:00Z")))
                .containsExactly("2001-01-01T23:59:59.999Z", "2001-01-01T23:59:59.999Z");
    }

    /** A compressed payload may contain line ends. */
    @Test
    void binaryPayloadsAreLinesOfBase64() throws IOException {
        DatasetContract compressed = compressed();
        String line = Base64.getEncoder().encodeToString(gzip(record("2001-01-01T06:10:00Z")));

        assertThat(arrivals(compressed, line, line + "\r"))
                .containsExactly("2001-01-01T06:10:02Z", "2001-01-01T06:10:02Z");
        assertThatThrownBy(() -> arrivals(compressed, line, "{\"flight_id\":1}"))
                .isInstanceOf(ArrivalTimes.NotBase64Exception.class)
                .hasMessage("line 2 is not Base64");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static DatasetContract compressed() throws IOException {
        Path flights = Path.of(System.getProperty("madrugada.root", ".."), "datasets", "flights");
        Path copy = Files.createTempDirectory("flights");
        for (String file : List.of("dataset.yaml", "quality.dqdl", "quality-warn.dqdl", "report.sql", "airports.csv")) {
            Files.copy(flights.resolve(file), copy.resolve(file));
        }
        Path contract = copy.resolve("dataset.yaml");
        Files.writeString(
                contract, Files.readString(contract).replace("payload:\n", "payload:\n  format: gzip-json\n"));
        return DatasetFolder.read(new FileObjectStore(), FolderUri.of(copy)).contract();
    }

    private static DatasetContract withEventTime(String column) {
        DatasetContract flights = flights();
        EventTime before = flights.eventTime();
        return new DatasetContract(
                flights.dataset(),
                flights.source(),
                flights.payload(),
                flights.key(),
                new EventTime(
                        column, before.zone(), before.partition(), before.latenessDays(), before.futureTolerance()),
                flights.lookups(),
                flights.derived(),
                flights.checks(),
                flights.warehouse(),
                flights.report(),
                flights.catalog(),
                flights.maxQuarantined(),
                flights.format(),
                DatasetContract.DEFAULT_CATCH_UP_DAYS);
    }

    private static String record(String departed) {
        return "{\"flight_id\":1,\"departed_at\":\"" + departed + "\",\"delay_minutes\":\"late\"}";
    }

    private static List<String> arrivals(String... lines) throws IOException {
        return arrivals(flights(), lines);
    }

    private static List<String> arrivals(DatasetContract contract, String... lines) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(ArrivalTimes.of(new ByteArrayInputStream(text), contract, DAY)
                        .millis())
                .mapToObj(time -> Instant.ofEpochMilli(time).toString())
                .toList();
    }

    private static ArrivalTimes of(String text) throws IOException {
        return ArrivalTimes.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), flights(), DAY);
    }

    static DatasetContract flights() {
        Path folder = Path.of(System.getProperty("madrugada.root", ".."), "datasets", "flights")
                .toAbsolutePath()
                .normalize();
        return DatasetFolder.read(new FileObjectStore(), FolderUri.of(folder)).contract();
    }
}
