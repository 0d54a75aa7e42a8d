package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.jdbc.Driver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;

/** Tests the start and stop of a stack and the persistence of its state. */
class LifecycleTest {
    private Path folder = Path.of("");

    @BeforeEach
    void freshFolder() throws IOException {
        folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "life");
    }

    @Test
    void keepsItsStateAfterAKillAndAStop() throws Exception {
        try (LocalStackProcess first = LocalStackProcess.startAt(folder, Instant.parse("2001-01-03T02:00:00Z"))) {
            fill(first.endpoints());
            first.kill();
        }
        // The second stack's clock starts before the first stack's clock, so the second stack's record precedes the
        // first stack's live record.
        try (LocalStackProcess second = LocalStackProcess.startAt(folder, Instant.parse("2001-01-02T02:00:00Z"))) {
            expectFilled(second.endpoints(), "a", "b", "live at 2001-01-03");
            put(second.endpoints(), "live at 2001-01-02");
            split(second.endpoints());
        }
        assertThat(folder.resolve("ready.json")).doesNotExist();
        try (LocalStackProcess third = LocalStackProcess.startAt(folder, Instant.parse("2001-01-04T02:00:00Z"))) {
            expectFilled(third.endpoints(), "a", "b", "live at 2001-01-02", "live at 2001-01-03");
            assertThat(preload(third.endpoints())).isEqualTo("{\"records\":2,\"already\":true}");
            try (KinesisClient kinesis = new Clients(third.endpoints()).kinesis()) {
                assertThat(kinesis.listShards(list -> list.streamName("kept")).shards())
                        .extracting(Shard::parentShardId)
                        .containsExactly(null, "shardId-000000000000", "shardId-000000000000");
            }
        }
    }

    @SuppressWarnings("CheckReturnValue")
    private static void fill(LocalStackEndpoints stack) throws Exception {
        Clients clients = new Clients(stack);
        try (KinesisClient kinesis = clients.kinesis();
                S3Client s3 = clients.s3();
                GlueClient glue = clients.glue();
                Connection warehouse = warehouse(stack);
                Statement statement = warehouse.createStatement()) {
            kinesis.createStream(create -> create.streamName("kept").shardCount(1));
            kinesis.increaseStreamRetentionPeriod(
                    change -> change.streamName("kept").retentionPeriodHours(96));
            put(stack, "live at 2001-01-03");
            assertThat(preload(stack)).isEqualTo("{\"records\":2,\"already\":false}");
            s3.putObject(put -> put.bucket("madrugada").key("kept"), RequestBody.fromString("object"));
            glue.createDatabase(create -> create.databaseInput(database -> database.name("kept")));
            statement.execute("CREATE TABLE kept (n int)");
            statement.execute("INSERT INTO kept VALUES (42)");
            warehouse.setAutoCommit(false);
            statement.execute("INSERT INTO kept VALUES (43)");
        }
    }

    @SuppressWarnings("CheckReturnValue")
    private static void put(LocalStackEndpoints stack, String data) {
        try (KinesisClient kinesis = new Clients(stack).kinesis()) {
            kinesis.putRecord(put -> put.streamName("kept").partitionKey("k").data(SdkBytes.fromUtf8String(data)));
        }
    }

    @SuppressWarnings("CheckReturnValue")
    private static void split(LocalStackEndpoints stack) {
        try (KinesisClient kinesis = new Clients(stack).kinesis()) {
            kinesis.splitShard(split -> split.streamName("kept")
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey("9"));
        }
    }

    private static String preload(LocalStackEndpoints stack) throws IOException, InterruptedException {
        URI uri = URI.create(stack.aws() + "/_local/kinesis/kept/preload?date=2001-01-01&name=x");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString("a\nb\n"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Connection warehouse(LocalStackEndpoints stack) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", stack.redshift().user());
        login.setProperty("password", stack.redshift().password());
        return new Driver().connect(stack.redshift().jdbcUrl(), login);
    }

    private static void expectFilled(LocalStackEndpoints stack, String... data) throws SQLException {
        Clients clients = new Clients(stack);
        try (KinesisClient kinesis = clients.kinesis();
                S3Client s3 = clients.s3();
                GlueClient glue = clients.glue();
                Connection warehouse = warehouse(stack);
                Statement statement = warehouse.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), min(n) FROM kept")) {
            assertThat(read(kinesis)).containsExactly(data);
            assertThat(s3.getObjectAsBytes(get -> get.bucket("madrugada").key("kept"))
                            .asUtf8String())
                    .isEqualTo("object");
            assertThat(glue.getDatabase(get -> get.name("kept")).database().name())
                    .isEqualTo("kept");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getInt(2)).isEqualTo(42);
        }
    }

    private static List<String> read(KinesisClient kinesis) {
        String iterator = kinesis.getShardIterator(get -> get.streamName("kept")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        List<Record> records = new ArrayList<>();
        while (true) {
            String current = iterator;
            GetRecordsResponse page = kinesis.getRecords(get -> get.shardIterator(current));
            records.addAll(page.records());
            if (page.records().isEmpty() && page.millisBehindLatest() == 0) {
                assertThat(records).extracting(Record::sequenceNumber).isSorted();
                return records.stream().map(each -> each.data().asUtf8String()).toList();
            }
            if (page.nextShardIterator() == null) {
                return records.stream().map(each -> each.data().asUtf8String()).toList();
            }
            iterator = page.nextShardIterator();
        }
    }

    private record ExitedProcess(int status, String output) {}

    private ExitedProcess run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(LocalStackProcess.command());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new ExitedProcess(process.exitValue(), output);
    }

    @Test
    void refusesASecondStackOnTheSameState() throws Exception {
        try (LocalStackProcess first = LocalStackProcess.start(folder)) {
            ExitedProcess second = run(
                    "--state", folder.resolve("state").toString(),
                    "--outbox", folder.resolve("outbox").toString(),
                    "--ready", folder.resolve("ready.json").toString());
            assertThat(second.status()).isEqualTo(75);
            assertThat(second.output()).contains("another local stack is running on " + folder.resolve("state"));
            assertThat(folder.resolve("ready.json")).exists();
            assertThat(ProcessHandle.of(first.endpoints().pid())).isPresent();
        }
    }

    @Test
    void reportsAllWrongArguments() throws Exception {
        ExitedProcess run = run("--state", "x", "--now", "yesterday", "--stats", "y");
        assertThat(run.status()).isEqualTo(64);
        assertThat(run.output())
                .contains("unknown argument --stats", "--now is not an instant", "--outbox is missing", "usage:");
    }

    private Process startWithParent(Process parent, Path ready) throws Exception {
        List<String> command = new ArrayList<>(LocalStackProcess.command());
        command.addAll(List.of(
                "--state", folder.resolve("state").toString(),
                "--outbox", folder.resolve("outbox").toString(),
                "--ready", ready.toString(),
                "--stop-with", Long.toString(parent.pid())));
        Process stack = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        for (int i = 0; i < 3000 && !Files.exists(ready) && stack.isAlive(); i++) {
            assertThat(stack.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(ready).exists();
        return stack;
    }

    @Test
    void stopsWhenItsParentEnds() throws Exception {
        Process parent = new ProcessBuilder("sleep", "60").start();
        Process stack = startWithParent(parent, folder.resolve("ready.json"));
        parent.destroyForcibly();
        assertThat(stack.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stack.exitValue()).isZero();
        assertThat(folder.resolve("state/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void keepsRunningAfterItsParentEndsWhenDetached() throws Exception {
        Process parent = new ProcessBuilder("sleep", "60").start();
        Path ready = folder.resolve("ready.json");
        Process stack = startWithParent(parent, ready);
        URI stay = ReadyFile.read(ready).aws().resolve("/_local/stay");
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stay)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(answer).isEqualTo("{\"stays\":true}");
        parent.destroyForcibly().waitFor();
        assertThat(stack.waitFor(1, TimeUnit.SECONDS)).isFalse();
        stack.destroy();
        assertThat(stack.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
