package dev.madrugada.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON file that announces a running stack and its endpoints. The file is written atomically. All keys are
 * distinct, so {@link #read} finds each value by its key without a JSON library.
 */
public final class ReadyFile {
    private ReadyFile() {}

    static void write(Path file, LocalStackEndpoints endpoints) throws IOException {
        LocalStackEndpoints.Redshift redshift = endpoints.redshift();
        String json = """
                {
                  "pid": %d,
                  "aws": "%s",
                  "s3": "%s",
                  "redshift": {
                    "host": "%s",
                    "port": %d,
                    "database": "%s",
                    "user": "%s",
                    "password": "%s",
                    "jdbc-url": "%s"
                  },
                  "warehouse-secret": "%s",
                  "region": "%s",
                  "access-key": "%s",
                  "secret-key": "%s"
                }
                """.formatted(
                        endpoints.pid(),
                        endpoints.aws(),
                        endpoints.s3(),
                        redshift.host(),
                        redshift.port(),
                        redshift.database(),
                        redshift.user(),
                        redshift.password(),
                        redshift.jdbcUrl(),
                        endpoints.warehouseSecret(),
                        endpoints.region(),
                        endpoints.accessKey(),
                        endpoints.secretKey());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path staged = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(staged, json);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads the endpoints and credentials of a running stack. */
    public static LocalStackEndpoints read(Path file) throws IOException {
        String json = Files.readString(file);
        return new LocalStackEndpoints(
                Long.parseLong(value(json, "pid")),
                URI.create(value(json, "aws")),
                URI.create(value(json, "s3")),
                new LocalStackEndpoints.Redshift(
                        value(json, "host"),
                        Integer.parseInt(value(json, "port")),
                        value(json, "database"),
                        value(json, "user"),
                        value(json, "password"),
                        value(json, "jdbc-url")),
                value(json, "warehouse-secret"),
                value(json, "region"),
                value(json, "access-key"),
                value(json, "secret-key"));
    }

    private static String value(String json, String key) throws IOException {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(key) + "\"\\s*:\\s*(?:\"([^\"]*)\"|(\\d+))")
                .matcher(json);
        if (!matcher.find()) {
            throw new IOException("the ready file lacks the key " + key + ": " + json);
        }
        String text = matcher.group(1);
        return text != null ? text : matcher.group(2);
    }
}
