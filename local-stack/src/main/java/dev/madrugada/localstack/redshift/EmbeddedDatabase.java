package dev.madrugada.localstack.redshift;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL server behind the local Redshift. The data survive the end of the process, including a kill. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int ATTEMPTS = 3;

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts the server with its data in this folder.
     *
     * @param executables folder into which PostgreSQL's executables are unpacked; several servers can share it
     */
    static EmbeddedDatabase start(Path folder, Path executables) throws IOException {
        Path data = folder.resolve("data");
        Path initialized = folder.resolve("initialized");
        Files.createDirectories(folder);
        Files.createDirectories(executables);
        if (!Files.exists(initialized)) {
            deleteTree(data);
        }
        for (int attempt = 1; ; attempt++) {
            OrphanServer.stop(data);
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setOverrideWorkingDirectory(executables.toFile())
                        .setPGStartupWait(Duration.ofSeconds(30))
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("timezone", "UTC")
                        .start();
                if (!Files.exists(initialized)) {
                    Files.createFile(initialized);
                }
                return new EmbeddedDatabase(postgres);
            } catch (IOException | RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.info("PostgreSQL did not start at attempt {}: {}", attempt, e.toString());
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    int port() {
        return postgres.getPort();
    }

    /**
     * Creates user, database and functions if they do not exist. Also completes the work of a start that was killed.
     */
    void provision(Login login, String database) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (missing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + login.user() + "'")) {
                statement.execute("CREATE ROLE " + login.user() + " SUPERUSER LOGIN");
            }
            if (missing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
                // Redshift compares bytes, as the C collation does.
                statement.execute("CREATE DATABASE " + database + " OWNER " + login.user()
                        + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
            }
            for (String setting : List.of(
                    // Equivalent to Redshift's default isolation level SNAPSHOT.
                    "default_transaction_isolation = 'repeatable read'",
                    "timezone = 'UTC'",
                    // Redshift's functions come last, so that tables and functions of tests take precedence.
                    "search_path = \"$user\", public, redshift_sql")) {
                statement.execute("ALTER DATABASE " + database + " SET " + setting);
            }
        }
        try (Connection connection =
                        postgres.getDatabase(login.user(), database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE FUNCTION public.pg_last_copy_count() RETURNS bigint LANGUAGE sql AS "
                            + "$$ SELECT coalesce(nullif(current_setting('madrugada.last_copy_count', true), ''), '-1')::bigint $$");
            connection.setAutoCommit(false);
            for (String definition : functions()) {
                statement.execute(definition);
            }
            connection.commit();
        }
    }

    /** Redshift's functions. Every start replaces them, because an older release may have created the data. */
    private static List<String> functions() {
        try (InputStream script = EmbeddedDatabase.class.getResourceAsStream("/redshift-functions.sql")) {
            String text = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("(?m)^;;$"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean missing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
