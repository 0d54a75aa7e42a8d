package dev.madrugada.load;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** S3, the secret and the warehouse of a local stack, and a night in them. */
final class Stack implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalStackProcess process;
    private final LocalStackEndpoints endpoints;
    private final Path folder;
    private final AwsClients clients;
    private final AwsObjectStore store;
    private final Night night;
    private long generation;

    Stack() throws IOException {
        folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "load-it");
        process = LocalStackProcess.start(folder);
        endpoints = process.endpoints();
        // The SDK's own chain looks for credentials in the JVM's properties first.
        System.setProperty("aws.accessKeyId", endpoints.accessKey());
        System.setProperty("aws.secretAccessKey", endpoints.secretKey());
        clients = new AwsClients(endpoints.environment());
        try (S3Client s3 = clients.s3()) {
            var unused = s3.createBucket(create -> create.bucket(Night.LAKE.getHost()));
        }
        store = new AwsObjectStore(clients);
        night = new Night(store);
    }

    Night night() {
        return night;
    }

    LocalStackEndpoints endpoints() {
        return endpoints;
    }

    AwsObjectStore store() {
        return store;
    }

    /** Runs the job as its main does, against this stack. */
    StageRun.Result load(String runId, String... more) {
        JobContext context = new JobContext(
                () -> {
                    throw new AssertionError("the load needs no session");
                },
                Night.CLOCK,
                endpoints.environment());
        return LoadJob.run(Night.arguments(runId, endpoints.warehouseSecret(), more), context);
    }

    /** As {@link #load}, with a role whose name makes the stack's COPY fail. */
    StageRun.Result loadBy(String role, String runId) {
        LoadArguments usual = Night.arguments(runId, endpoints.warehouseSecret(), new String[] {"--force"});
        JobContext context = new JobContext(
                () -> {
                    throw new AssertionError("the load needs no session");
                },
                Night.CLOCK,
                endpoints.environment());
        return LoadJob.run(
                new LoadArguments(
                        usual.stage(), usual.warehouse(), new CopyRole("arn:aws:iam::123456789012:role/" + role)),
                context);
    }

    /** Publishes a generation of a day that holds these visits, and lets it pass. */
    Manifest published(LocalDate day, long generation, int visits) throws SQLException, IOException {
        return night.evaluated(night.published(written(day, generation, visits, visits)), Verdict.Status.PASSED);
    }

    /** As {@link #published}, with a manifest that claims another number of rows. */
    Manifest publishedWrongly(LocalDate day, long generation, int visits, int claimed)
            throws SQLException, IOException {
        return night.evaluated(night.published(written(day, generation, visits, claimed)), Verdict.Status.PASSED);
    }

    /** Leaves the gate's record, which lists these and the night's own day, empty. */
    void gated(Manifest... manifests) {
        Manifest own = night.evaluated(
                night.published(Night.manifest(Night.DATE, nextGeneration(), 0)), Verdict.Status.PASSED);
        night.gated(Stream.concat(Stream.of(own), Stream.of(manifests)).toArray(Manifest[]::new));
    }

    /** Of the night's own day. */
    long nextGeneration() {
        return ++generation;
    }

    private Manifest written(LocalDate day, long generation, int visits, int claimed) throws SQLException, IOException {
        String rows = "SELECT CAST(range AS BIGINT) AS visit_id, TIMESTAMPTZ '" + day
                + " 06:07:08.123456+00' AS visited_at, CASE WHEN range % 2 = 0 THEN 'Berlin' END AS city FROM range("
                + visits + ")";
        byte[] bytes = parquet(rows);
        Manifest manifest = Night.manifest(
                day, generation, visits / 2, new Manifest.DataFile("a.parquet", claimed, bytes.length, "-"));
        URI uri = manifest.uris().get(0);
        store.write(uri, bytes);
        return manifest;
    }

    /** Publishes the query's rows as a generation of a day, and lets it pass. */
    Manifest published(LocalDate day, String rows, long number, Map<String, Long> nulls)
            throws SQLException, IOException {
        byte[] bytes = parquet(rows);
        Manifest manifest = Night.manifest(
                day, nextGeneration(), nulls, new Manifest.DataFile("a.parquet", number, bytes.length, "-"));
        store.write(manifest.uris().get(0), bytes);
        return night.evaluated(night.published(manifest), Verdict.Status.PASSED);
    }

    /** The query's rows as a Parquet file. */
    byte[] parquet(String rows) throws SQLException, IOException {
        Path file = Files.createTempFile(folder, "rows", ".parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            var unused = statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }

    /** From now on, the commit of a session that has run a COPY waits. */
    void holdCommits() throws IOException, InterruptedException {
        holds("POST", "?commit=true");
    }

    /** Returns when a commit waits. */
    void awaitHeld() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds("GET", "").contains("\"kind\"")) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no commit waits");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Lets every commit through. */
    void releaseHeld() throws IOException, InterruptedException {
        holds("POST", "/release");
    }

    private String holds(String method, String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(endpoints.aws().resolve("/_local/holds" + what))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return answer.body();
    }

    RedshiftSession session() {
        return session(Duration.ofSeconds(30));
    }

    /** A session whose statements may take this long. */
    RedshiftSession session(Duration statement) {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return JdbcRedshiftSession.open(
                    WarehouseSecret.read(secrets, endpoints.warehouseSecret()),
                    SessionSettings.of("test", "run-0", statement));
        }
    }

    List<List<@Nullable Object>> rows(String sql) {
        try (RedshiftSession session = session()) {
            return session.query(SqlStatement.of(sql)).rows();
        }
    }

    void execute(String sql) {
        try (RedshiftSession session = session()) {
            session.execute(SqlStatement.of(sql));
        }
    }

    long number(String sql) {
        try (RedshiftSession session = session()) {
            QueryResult result = session.query(SqlStatement.of(sql));
            return result.number();
        }
    }

    @Override
    public void close() {
        store.close();
        process.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
