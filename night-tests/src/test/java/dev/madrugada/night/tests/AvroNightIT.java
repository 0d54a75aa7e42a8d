package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A whole night of the rides as Avro in Confluent's framing, from a topic, with the schema in the dataset's folder. The
 * payloads are encoded here, byte by byte, and the report is compared with the sample's JSON.
 */
@Tag("thorough")
class AvroNightIT {
    private static final String DATE = "2026-01-31";
    private static final String SCHEMA = """
            {"type": "record", "name": "Ride", "fields": [
              {"name": "ride", "type": "string"},
              {"name": "bike", "type": "int"},
              {"name": "from", "type": {"type": "record", "name": "Stop", "fields": [
                {"name": "station", "type": "string"},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}},
              {"name": "to", "type": "Stop"},
              {"name": "electric", "type": ["null", "boolean"], "default": null}]}
            """;
    /** A zero byte, and the schema's number in a registry. */
    private static final byte[] CONFLUENT = {0, 0, 0, 4, 2};

    private final Path folder =
            Path.of("target", "avro-night-" + System.currentTimeMillis()).toAbsolutePath();

    @Test
    void theRidesReachTheReportAsThoseInJsonDo() throws Exception {
        List<JsonNode> rides = rides();
        List<byte[]> payloads = new ArrayList<>();
        for (JsonNode ride : rides) {
            payloads.add(encoded(ride));
        }
        byte[] last = payloads.get(payloads.size() - 1);
        payloads.add(Arrays.copyOf(last, last.length - 1));
        Path records = Files.createDirectories(folder).resolve("records.txt");
        Files.write(
                records,
                payloads.stream().map(Base64.getEncoder()::encodeToString).toList());

        try (RunLocal night = new RunLocal(folder.resolve("work"))) {
            RunLocal.Ended ended =
                    night.run("--dataset", dataset().toString(), "--date", DATE, "--input", records.toString());

            assertThat(ended.status()).as(ended.console()).isZero();
            assertThat(ended.console()).contains("UndecodablePayload");
            JsonNode counts = night.summary().get("counts");
            assertThat(counts.get("read").asLong()).isEqualTo(payloads.size());
            assertThat(counts.get("quarantined").asLong()).isEqualTo(1);
            Map<String, Long> reported = new TreeMap<>();
            List<String> lines = Files.readAllLines(night.reported("csv"));
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split(",", -1);
                reported.put(values[0], Long.parseLong(values[1]));
            }
            assertThat(reported).isEqualTo(ridesByStation(rides));
        }
    }

    /** The rides that ended on the night's day, in Madrid's time, by the station where they began; each ride once. */
    private static Map<String, Long> ridesByStation(List<JsonNode> rides) {
        Map<String, String> stations = new TreeMap<>();
        for (JsonNode ride : rides) {
            Instant ended = Instant.parse(ride.at("/to/at").asText());
            if (ended.atZone(java.time.ZoneId.of("Europe/Madrid"))
                    .toLocalDate()
                    .toString()
                    .equals(DATE)) {
                stations.put(ride.get("ride").asText(), ride.at("/from/station").asText());
            }
        }
        Map<String, Long> counts = new TreeMap<>();
        stations.values().forEach(station -> counts.merge(station, 1L, Long::sum));
        return counts;
    }

    private static byte[] encoded(JsonNode ride) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(CONFLUENT);
        addText(bytes, ride.get("ride").asText());
        addLong(bytes, ride.get("bike").asLong());
        for (String stop : List.of("from", "to")) {
            addText(bytes, ride.get(stop).get("station").asText());
            addLong(bytes, Instant.parse(ride.get(stop).get("at").asText()).toEpochMilli());
        }
        // The branch of the union, then its value; null has no bytes.
        addLong(bytes, ride.has("electric") ? 1 : 0);
        if (ride.has("electric")) {
            bytes.write(ride.get("electric").asBoolean() ? 1 : 0);
        }
        return bytes.toByteArray();
    }

    private static void addText(ByteArrayOutputStream bytes, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        addLong(bytes, utf8.length);
        bytes.write(utf8);
    }

    /** Zigzag, then 7 bits a byte, the lowest first. */
    private static void addLong(ByteArrayOutputStream bytes, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private Path dataset() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("rides"));
        try (Stream<Path> files = Files.list(Project.root().resolve("datasets/rides"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path contract = copy.resolve("dataset.yaml");
        Files.writeString(contract, Files.readString(contract).replace("payload:\n", """
                        payload:
                          format: avro
                          avro: {schema: ride.avsc, framing: confluent}
                        """));
        Files.writeString(copy.resolve("ride.avsc"), SCHEMA);
        return copy;
    }

    private static List<JsonNode> rides() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> rides = new ArrayList<>();
        Path sample = Project.root().resolve("datasets/rides/sample/" + DATE + ".ndjson.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(sample))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                rides.add(json.readTree(line));
            }
        }
        return rides;
    }
}
