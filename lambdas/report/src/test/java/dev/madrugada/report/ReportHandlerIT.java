package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.WarehouseDay;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Tests the handler with the flights dataset on a local stack, with the Redshift driver and a presigned URL. */
class ReportHandlerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI LAKE = URI.create("s3://report-it/lake/");

    @TempDir
    private static Path folder;

    private static LocalStackProcess stack;
    private static LocalStackEndpoints endpoints;

    @BeforeAll
    static void loadOneNight() {
        stack = LocalStackProcess.startAt(folder, SampleNights.NOW);
        endpoints = stack.endpoints();
        // The SDK's default credentials chain reads these system properties first.
        System.setProperty("aws.accessKeyId", endpoints.accessKey());
        System.setProperty("aws.secretAccessKey", endpoints.secretKey());
        AwsClients clients = new AwsClients(endpoints.environment());
        try (S3Client s3 = clients.s3()) {
            s3.createBucket(create -> create.bucket("report-it"));
        }
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            LakeLayout layout = new LakeLayout(LAKE);
            RunRecord load = new RunRecord(
                    RunRecord.VERSION,
                    StageName.LOAD,
                    "flights",
                    SampleNights.DAY,
                    "run-1",
                    Map.of(),
                    Map.of(),
                    List.of(new WarehouseDay(
                            "public.flights", Partition.parse("departed_on=2001-01-01"), 1, 3, new Digest("rows:1"))),
                    Map.of("loaded", 3L),
                    Map.of(),
                    List.of(),
                    Findings.NONE,
                    SampleNights.NOW,
                    SampleNights.NOW,
                    1.5);
            store.write(RunFolder.of(layout, "flights", SampleNights.DAY).recordOf(StageName.LOAD), Json.write(load));
        }
        LocalStackEndpoints.Redshift redshift = endpoints.redshift();
        WarehouseSecret secret = new WarehouseSecret(
                redshift.host(), redshift.port(), redshift.database(), redshift.user(), redshift.password());
        try (RedshiftSession session =
                JdbcRedshiftSession.open(secret, SessionSettings.of("test", "run-1", Duration.ofSeconds(30)))) {
            session.execute(SqlStatement.of("create table public.flights (departure_hour integer, is_late boolean,"
                    + " delay_minutes integer, departed_on date)"));
            session.execute(SqlStatement.of("insert into public.flights values (7, true, 20, '2001-01-01'),"
                    + " (7, false, -3, '2001-01-01'), (9, false, -5, '2001-01-01'), (9, true, 99, '2001-01-02')"));
        }
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void writesMailsAndLinksTheReport() throws Exception {
        JsonNode answer = call(Map.of());
        assertThat(answer.get("skipped").asText()).isEqualTo("false");
        assertThat(answer.get("mailed").asText()).isEqualTo("true");
        assertThat(read(answer, "csv"))
                .isEqualTo("departure_hour,flights,late_flights,mean_delay_minutes\r\n7,2,1,8.50\r\n9,1,0,-5.00\r\n");

        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(answer.get("url").asText()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(read(answer, "html")).contains("data-label=\"9\" data-value=\"-5.00\"");

        JsonNode again = call(Map.of());
        assertThat(again.get("skipped").asText()).isEqualTo("true");
        assertThat(again.get("mailed").asText()).isEqualTo("false");
        try (Stream<Path> outbox = Files.list(folder.resolve("outbox"))) {
            List<Path> mails = outbox.toList();
            assertThat(mails).hasSize(1);
            assertThat(Files.readString(mails.get(0))).contains("Flights by hour of departure, 2001-01-01");
        }
    }

    @Test
    void reportsAMissingSecret() {
        assertThatThrownBy(() -> call(Map.of("warehouse-secret", "nobody", "force", "true")))
                .hasMessageStartingWith("InputMissing: secret nobody");
    }

    private static JsonNode call(Map<String, String> other) throws IOException {
        Map<String, String> event = new HashMap<>(Map.of(
                "dataset",
                Path.of(System.getProperty("madrugada.root"), "datasets", "flights")
                        .toUri()
                        .toString(),
                "date",
                SampleNights.DAY.toString(),
                "lake",
                LAKE.toString(),
                "run-id",
                "run-1",
                "now",
                SampleNights.NOW.toString(),
                "warehouse-secret",
                endpoints.warehouseSecret()));
        event.putAll(other);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new ReportHandler(endpoints.environment())
                .handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), answer, new NoContext());
        return JSON.readTree(answer.toByteArray());
    }

    private static String read(JsonNode answer, String name) {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(endpoints.environment()))) {
            return new String(store.read(URI.create(answer.get(name).asText())).orElseThrow(), StandardCharsets.UTF_8);
        }
    }
}
