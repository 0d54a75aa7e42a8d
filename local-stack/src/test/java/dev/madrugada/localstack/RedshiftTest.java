package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.redshift.jdbc.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class RedshiftTest {
    private static final String OPTIONS = " IAM_ROLE 'arn:aws:iam::000000000000:role/load' FORMAT AS PARQUET MANIFEST";

    private static Connection connect(LocalStackEndpoints stack, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", stack.redshift().user());
        login.setProperty("password", password);
        return new Driver().connect(stack.redshift().jdbcUrl(), login);
    }

    private static Connection connect(LocalStackEndpoints stack) throws SQLException {
        Connection connection = connect(stack, stack.redshift().password());
        connection.setAutoCommit(false);
        return connection;
    }

    @SuppressWarnings("CheckReturnValue")
    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    /** Writes the query's rows as a Parquet object in the local S3 and returns its URL. */
    private static String parquet(Path folder, String key, String query) throws SQLException, IOException {
        Path file = folder.resolve("state/s3/madrugada").resolve(key);
        Files.createDirectories(file.getParent());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            run(duck, "COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        return "s3://madrugada/" + key;
    }

    private static String manifest(Path folder, String name, String... urls) throws IOException {
        String entries = Stream.of(urls)
                .map(url -> {
                    long length = folder.resolve("state/s3/" + url.substring(5))
                            .toFile()
                            .length();
                    return "{\"url\":\"" + url + "\",\"mandatory\":true,\"meta\":{\"content_length\":" + length + "}}";
                })
                .collect(Collectors.joining(","));
        return rawManifest(folder, name, "{\"entries\":[" + entries + "]}");
    }

    private static String rawManifest(Path folder, String name, String json) throws IOException {
        Path file = folder.resolve("state/s3/madrugada/manifests").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        return "'s3://madrugada/manifests/" + name + "'";
    }

    @Test
    void loadsValuesOfAllTypesUnchanged(LocalStackEndpoints stack, Path folder) throws Exception {
        String file = parquet(folder, "kinds/dt=2001-01-01/a.parquet", """
                SELECT 1::INTEGER AS i, 9007199254740993::BIGINT AS b, 1.5::DOUBLE AS d, 12345.67::DECIMAL(18,2) AS m,
                  true AS t, DATE '2001-01-01' AS day, TIMESTAMP '2001-01-01 02:03:04.056789' AS ts,
                  TIMESTAMPTZ '2001-01-01 02:03:04+00' AS tz,
                  'one' || chr(10) || '"two", ''three'' \\. é' AS s
                UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                UNION ALL SELECT 2, -1, 0.1, -0.01, false, DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59',
                  TIMESTAMPTZ '1969-12-31 23:59:59.5+00', ''
                """);
        String manifest = manifest(folder, "kinds.json", file);
        try (Connection connection = connect(stack)) {
            run(
                    connection,
                    "CREATE SCHEMA kinds",
                    "CREATE TABLE kinds.staging (i int, b bigint, d double precision, m numeric(18,2), t boolean,"
                            + " day date, ts timestamp, tz timestamptz, s varchar(100))",
                    "COPY kinds.staging FROM " + manifest + OPTIONS);
            connection.commit();

            assertThat(rows(connection, "SELECT * FROM kinds.staging ORDER BY i NULLS LAST"))
                    .containsExactly(
                            "1|9007199254740993|1.5|12345.67|t|2001-01-01|2001-01-01 02:03:04.056789"
                                    + "|2001-01-01 02:03:04+00|one\n\"two\", 'three' \\. é",
                            "2|-1|0.1|-0.01|f|1969-12-31|1969-12-31 23:59:59|1969-12-31 23:59:59.5+00|",
                            "null|null|null|null|null|null|null|null|null");
            assertThat(rows(connection, "SELECT pg_last_copy_count()")).containsExactly("3");
        }
    }

    @Test
    void loadsSeveralManifestsInOneTransaction(LocalStackEndpoints stack, Path folder) throws Exception {
        String first =
                manifest(folder, "first.json", parquet(folder, "many/a.parquet", "SELECT range AS n FROM range(10)"));
        String second = manifest(
                folder,
                "second.json",
                parquet(folder, "many/b.parquet", "SELECT range + 10 AS n FROM range(5)"),
                parquet(folder, "many/c.parquet", "SELECT range + 15 AS n FROM range(5)"));
        try (Connection writer = connect(stack);
                Connection reader = connect(stack)) {
            run(writer, "CREATE TABLE numbers (n bigint, dt date DEFAULT DATE '2001-01-01')");
            writer.commit();
            run(
                    writer,
                    "COPY numbers (n) FROM " + first + OPTIONS,
                    "-- the second half\nCOPY numbers (\"n\") FROM " + second + OPTIONS + ";");
            assertThat(rows(writer, "SELECT count(*), sum(n) FROM numbers")).containsExactly("20|190");
            assertThat(rows(reader, "SELECT count(*) FROM numbers")).containsExactly("0");
            writer.rollback();
            assertThat(rows(writer, "SELECT count(*) FROM numbers")).containsExactly("0");

            try (PreparedStatement copy = writer.prepareStatement("COPY numbers (n) FROM " + first + OPTIONS)) {
                var unused = copy.executeUpdate();
            }
            writer.commit();
            assertThat(rows(reader, "SELECT count(*) FROM numbers"))
                    .describedAs("the reader's snapshot is older than the commit")
                    .containsExactly("0");
            reader.rollback();
            assertThat(rows(reader, "SELECT count(*), min(dt) FROM numbers")).containsExactly("10|2001-01-01");
        }
    }

    @Test
    void raisesCopyErrorsWithinTheTransaction(LocalStackEndpoints stack, Path folder) throws Exception {
        String two = parquet(folder, "bad/two.parquet", "SELECT 1 AS a, 2 AS b");
        String noFile = "{\"entries\":[{\"url\":\"s3://madrugada/none.parquet\",\"mandatory\":true,"
                + "\"meta\":{\"content_length\":1}}]}";
        String wrongLength =
                "{\"entries\":[{\"url\":\"" + two + "\",\"mandatory\":true,\"meta\":{\"content_length\":1}}]}";
        String optional = noFile.replace("true", "false");
        try (Connection connection = connect(stack)) {
            run(connection, "CREATE TABLE one_column (a int)");
            connection.commit();
            expectFailure(connection, manifest(folder, "two.json", two), "XX000", "Table columns: 1, Data columns: 2");
            expectFailure(connection, "'s3://madrugada/manifests/none.json'", "XX000", "NoSuchKey");
            expectFailure(connection, rawManifest(folder, "nofile.json", noFile), "XX000", "Mandatory url");
            expectFailure(connection, rawManifest(folder, "length.json", wrongLength), "XX000", "InvalidRange");
            expectFailure(connection, rawManifest(folder, "text.json", "{"), "XX000", "not JSON");
            run(connection, "COPY one_column FROM " + rawManifest(folder, "optional.json", optional) + OPTIONS);
            assertThatThrownBy(() -> run(
                            connection,
                            "COPY one_column FROM 's3://madrugada/x' IAM_ROLE 'r' FORMAT PARQUET MANIFEST MAXERROR 5"))
                    .hasMessageContaining("MAXERROR argument is not supported");
        }
    }

    private static void expectFailure(Connection connection, String manifest, String state, String message)
            throws SQLException {
        run(connection, "INSERT INTO one_column VALUES (1)");
        assertThatThrownBy(() -> run(connection, "COPY one_column FROM " + manifest + OPTIONS))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
                .hasMessageContaining(message);
        assertThatThrownBy(() -> rows(connection, "SELECT 1")).hasMessageContaining("current transaction is aborted");
        connection.rollback();
        assertThat(rows(connection, "SELECT count(*) FROM one_column")).containsExactly("0");
    }

    @Test
    void loadsNestedColumnsIntoSuper(LocalStackEndpoints stack, Path folder) throws Exception {
        String file = parquet(folder, "nested/a.parquet", """
                SELECT 1 AS i, ['a', NULL, '"'] AS l, {'x.y"': 0.10::DECIMAL(4,2), 'n': [{'d': DATE '2001-01-01'}, NULL]} AS s,
                  MAP {'k': TIMESTAMPTZ '2001-01-01 02:03:04.5+00'} AS m
                UNION ALL SELECT 2, [], NULL, MAP {} UNION ALL SELECT 3, NULL, NULL, NULL
                """);
        String manifest = manifest(folder, "nested.json", file);
        try (Connection connection = connect(stack)) {
            run(connection, "CREATE TABLE nested (i int, l SUPER, s super, m super)");
            connection.commit();
            assertThatThrownBy(() -> run(connection, "COPY nested FROM " + manifest + OPTIONS))
                    .hasMessageContaining("Spectrum Scan Error")
                    .hasMessageContaining("incompatible Parquet schema for column 'l'");
            connection.rollback();
            run(connection, "COPY nested FROM " + manifest + OPTIONS.replace("MANIFEST", "SERIALIZETOJSON MANIFEST"));
            connection.commit();

            assertThat(rows(
                            connection,
                            "SELECT i, json_serialize(l), json_serialize(s), json_serialize(m), s IS NULL FROM nested"
                                    + " ORDER BY i"))
                    .containsExactly(
                            "1|[\"a\",null,\"\\\"\"]|{\"n\":[{\"d\":\"2001-01-01\"},null],\"x.y\\\"\":0.10}"
                                    + "|{\"k\":\"2001-01-01T02:03:04.5Z\"}|f",
                            "2|[]|null|{}|t",
                            "3|null|null|null|t");
            assertThat(rows(connection, "SELECT l, m, i FROM nested WHERE i = 2"))
                    .containsExactly("[]|{}|2");
        }
    }

    /** On Redshift the text becomes a SUPER string, which is not what the sender of JSON means. */
    @Test
    void rejectsTextForSuperAndNestedValuesForText(LocalStackEndpoints stack, Path folder) throws Exception {
        String serialized = OPTIONS.replace("MANIFEST", "SERIALIZETOJSON MANIFEST");
        String text = manifest(folder, "json.json", parquet(folder, "json/a.parquet", "SELECT 1 AS i, '{}' AS j"));
        String list = manifest(folder, "list.json", parquet(folder, "json/b.parquet", "SELECT 1 AS i, [1] AS j"));
        try (Connection connection = connect(stack)) {
            run(connection, "CREATE TABLE kept (i int, j super)", "CREATE TABLE flat (i int, j varchar(9))");
            connection.commit();
            assertThatThrownBy(() -> run(connection, "COPY kept FROM " + text + serialized))
                    .hasMessageContaining("incompatible Parquet schema for column 'j'");
            connection.rollback();
            assertThatThrownBy(() -> run(connection, "COPY flat (i, j) FROM " + list + serialized))
                    .hasMessageContaining("incompatible Parquet schema for column 'j'");
        }
    }

    @Test
    void rejectsAWrongPassword(LocalStackEndpoints stack) {
        assertThatThrownBy(() -> connect(stack, "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }

    @Test
    void usesSnapshotIsolation(LocalStackEndpoints stack) throws SQLException {
        try (Connection connection = connect(stack)) {
            assertThat(rows(connection, "SHOW transaction_isolation")).containsExactly("repeatable read");
            assertThat(rows(connection, "SELECT current_database(), current_user"))
                    .containsExactly("dev|awsuser");
        }
    }
}
