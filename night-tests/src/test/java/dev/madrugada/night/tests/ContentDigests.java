package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Order-free digests of a day's rows: DuckDB computes the lake's, the warehouse computes the table's. */
final class ContentDigests {
    private ContentDigests() {}

    /** Rows and digest of the files that the partition's greatest generation lists. */
    static String lake(RunLocal night, String partition) throws IOException, SQLException {
        return lake(night.lake(""), partition);
    }

    /** The same of a lake's folder on disk. */
    static String lake(Path lake, String partition) throws IOException, SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet answer = duck.createStatement()
                        .executeQuery("select count(*) || ' rows, ' || sum(hash(t)::hugeint) from "
                                + files(lake, "curated/flights", partition) + " t")) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** For DuckDB: the files that the greatest generation of a table's partition lists. */
    static String files(RunLocal night, String table, String partition) throws IOException {
        return files(night.lake(""), table, partition);
    }

    private static String files(Path lake, String table, String partition) throws IOException {
        JsonNode manifest = manifest(lake, table, partition);
        List<String> files = new ArrayList<>();
        String folder = URI.create(manifest.get("location").asText()).getPath();
        manifest.get("files")
                .forEach(file -> files.add("'"
                        + lake.resolve(table + "/" + folder)
                                .resolve(file.get("path").asText())
                        + "'"));
        return "read_parquet([" + String.join(",", files) + "])";
    }

    /** The manifest of a partition's greatest generation. */
    static JsonNode manifest(RunLocal night, String table, String partition) throws IOException {
        return manifest(night.lake(""), table, partition);
    }

    private static JsonNode manifest(Path lake, String table, String partition) throws IOException {
        try (Stream<Path> manifests = Files.list(lake.resolve(table + "/_published/" + partition))) {
            Path current = manifests
                    .filter(path -> path.getFileName().toString().endsWith(".json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return new ObjectMapper().readTree(current.toFile());
        }
    }

    /** Rows and digest of the day in the table, asked through the Redshift driver. */
    static String table(RunLocal night, String day) throws IOException, SQLException {
        JsonNode redshift = night.stack().get("redshift");
        return table(
                new LocalStackEndpoints.Redshift(
                        redshift.get("host").asText(),
                        redshift.get("port").asInt(),
                        redshift.get("database").asText(),
                        redshift.get("user").asText(),
                        redshift.get("password").asText(),
                        redshift.get("jdbc-url").asText()),
                day);
    }

    /** The same, of the warehouse at these addresses. */
    static String table(LocalStackEndpoints.Redshift redshift, String day) throws SQLException {
        String sql = "select count(*) || ' rows, ' || sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint)"
                + " from public.flights t where departed_on = cast(? as date)";
        try (Connection warehouse =
                        DriverManager.getConnection(redshift.jdbcUrl(), redshift.user(), redshift.password());
                PreparedStatement query = warehouse.prepareStatement(sql)) {
            query.setString(1, day);
            try (ResultSet answer = query.executeQuery()) {
                answer.next();
                return String.valueOf(answer.getString(1));
            }
        }
    }
}
