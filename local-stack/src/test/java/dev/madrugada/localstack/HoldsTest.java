package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.jdbc.Driver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@ExtendWith(SharedStack.class)
class HoldsTest {
    private static final String HELD_PUT = "{\"held\":[{\"kind\":\"put\",\"name\":\"madrugada/holds/held\"}]}";
    private static final String NOTHING = "{\"held\":[]}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private LocalStackEndpoints stack;

    @BeforeEach
    void stack(LocalStackEndpoints shared) {
        stack = shared;
    }

    @AfterEach
    void clearHolds() throws Exception {
        admin("POST", "/release");
    }

    @Test
    void hidesAHeldPutUntilItIsReleased(Clients clients, Path folder) throws Exception {
        Path object = folder.resolve("state/s3/madrugada/holds/held");
        admin("POST", "?put=madrugada/holds/held");
        assertThat(put(clients, "holds/other").get(20, TimeUnit.SECONDS)).isEqualTo(200);
        CompletableFuture<Integer> held = put(clients, "holds/held");
        await(HELD_PUT);
        assertThat(object).doesNotExist();

        admin("POST", "/release");

        assertThat(held.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(object).hasContent("content");
        assertThat(admin("GET", "")).isEqualTo(NOTHING);
        Files.delete(object);
    }

    @Test
    void dropsAHeldPut(Clients clients, Path folder) throws Exception {
        admin("POST", "?put=madrugada/holds/held");
        CompletableFuture<Integer> held = put(clients, "holds/held");
        await(HELD_PUT);

        admin("POST", "/drop");

        assertThat(held.get(20, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(500);
        assertThat(folder.resolve("state/s3/madrugada/holds/held")).doesNotExist();
    }

    @Test
    void rollsBackADroppedCommitAfterACopy(Path folder) throws Exception {
        String manifest = manifest(folder);
        admin("POST", "?commit=true");
        try (Connection loader = connect();
                Connection reader = connect()) {
            run(loader, "CREATE TABLE held_copies (n int)");
            loader.commit();
            run(
                    loader,
                    "COPY held_copies FROM '" + manifest
                            + "' IAM_ROLE 'arn:aws:iam::000000000000:role/load' FORMAT AS PARQUET MANIFEST");
            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> commit(loader));
            await("{\"held\":[{\"kind\":\"commit\",\"name\":\"commit\"}]}");
            assertThat(count(reader)).isZero();

            admin("POST", "/drop");

            commit.handle((done, failure) -> true).get(20, TimeUnit.SECONDS);
            assertThat(count(reader)).isZero();
            run(reader, "DROP TABLE held_copies");
            reader.commit();
        }
    }

    @Test
    void rejectsARuleWithoutPutAndCommit() throws Exception {
        assertThat(admin("POST", "?put=")).contains("put=REGEX or commit=true");
        assertThat(admin("POST", "?put=%28")).contains("not a regular expression");
    }

    /** Puts an object without the SDK, which would retry a failed put. */
    private static CompletableFuture<Integer> put(Clients clients, String key) {
        return CompletableFuture.supplyAsync(() -> {
            try (S3Presigner presigner = clients.presigner()) {
                URI url = presigner
                        .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                                .putObjectRequest(put -> put.bucket("madrugada").key(key)))
                        .url()
                        .toURI();
                return HTTP.send(
                                HttpRequest.newBuilder(url)
                                        .PUT(HttpRequest.BodyPublishers.ofString("content"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException | InterruptedException | URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String manifest(Path folder) throws Exception {
        Path bucket = folder.resolve("state/s3/madrugada");
        Path file = Files.createDirectories(bucket.resolve("holds")).resolve("rows.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            run(duck, "COPY (SELECT 1::int AS n) TO '" + file + "' (FORMAT parquet)");
        }
        Files.writeString(
                bucket.resolve("holds/rows.manifest"),
                "{\"entries\":[{\"url\":\"s3://madrugada/holds/rows.parquet\",\"mandatory\":true,\"meta\":{\"content_length\":"
                        + Files.size(file) + "}}]}");
        return "s3://madrugada/holds/rows.manifest";
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", stack.redshift().user());
        login.setProperty("password", stack.redshift().password());
        Connection connection = new Driver().connect(stack.redshift().jdbcUrl(), login);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var unused = statement.execute(sql);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM held_copies")) {
            rows.next();
            long count = rows.getLong(1);
            reader.rollback();
            return count;
        }
    }

    private void await(String held) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!admin("GET", "").equals(held)) {
            assertThat(System.nanoTime()).as(held).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private String admin(String method, String what) throws IOException, InterruptedException {
        URI uri = URI.create(stack.aws() + "/_local/holds" + what);
        return HTTP.send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }
}
