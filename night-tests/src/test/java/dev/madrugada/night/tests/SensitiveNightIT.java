package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A whole night of the orders, compressed by gzip, into an Iceberg table. Some records have values of sensitive columns that
 * no other record has: valid ones and refused ones of each kind. Warning rules about these columns fail. Then the values
 * are in no file of the night but those that hold the records themselves.
 */
@Tag("thorough")
class SensitiveNightIT {
    private static final String DATE = "2026-01-31";
    private static final String TEXT = "zqxjkv";
    private static final String NUMBER = "8642975318642";
    private static final String ORDER = "{\"order_id\":\"%s\",\"placed_at\":\"2026-01-31T10:00:00+01:00\","
            + "\"changed_at\":\"2026-01-31T10:00:00+01:00\",\"status\":\"P\",\"customer\":{\"id\":%s,"
            + "\"email\":\"%s\",\"country\":\"ES\"},\"items\":[{\"sku\":\"POT-02\",\"quantity\":%s,\"price\":22}]%s";

    private final Path folder =
            Path.of("target", "sensitive-night-" + System.currentTimeMillis()).toAbsolutePath();

    @Test
    void theOrdersReachTheReportAndNoSensitiveValueReachesAMessageOrAPage() throws Exception {
        Path records = records();
        long lines;
        try (Stream<String> all = Files.lines(records)) {
            lines = all.count();
        }
        try (RunLocal night = new RunLocal(folder.resolve("work"))) {
            RunLocal.Ended ended =
                    night.run("--dataset", dataset().toString(), "--date", DATE, "--input", records.toString());

            assertThat(ended.status()).as(ended.console()).isZero();
            JsonNode counts = night.summary().get("counts");
            assertThat(counts.get("read").asLong()).isEqualTo(lines);
            assertThat(counts.get("quarantined").asLong()).isEqualTo(6);
            assertThat(counts.get("loaded").asLong()).isPositive();
            assertThat(Files.readAllLines(night.reported("csv"))).hasSizeGreaterThan(2);
            assertThat(ended.console())
                    .contains("TypeMismatch customer_id", "TooLong email", "the column is sensitive");
            assertThat(containing(night.work())).isEmpty();
            assertThat(Files.exists(night.lake("curated/orders/_iceberg/metadata")))
                    .isTrue();
        }
    }

    private Path dataset() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("orders"));
        try (Stream<Path> files = Files.list(Project.root().resolve("datasets/orders"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path contract = copy.resolve("dataset.yaml");
        Files.writeString(
                contract,
                "format: iceberg\nmax-quarantined: 100\ncatalog: {database: madrugada}\n"
                        + Files.readString(contract)
                                .replace("  rows: items\n", "  rows: items\n  format: gzip-json\n")
                                .replace(
                                        "from: customer.id, required: true}",
                                        "from: customer.id, required: true, sensitive: true}")
                                .replace("derived:\n", """
                                        derived:
                                          - {name: mailbox, type: varchar(64), expression: "split(email, '@')[0]"}
                                          - {name: number, type: bigint, expression: "customer_id + 0"}
                                        """));
        Files.writeString(copy.resolve("quality-warn.dqdl"), """
                Rules = [
                    ColumnValues "customer_id" between 1 and 2,
                    ColumnValues "number" < 5,
                    Sum "number" < 5,
                    Mean "customer_id" < 5,
                    CustomSql "select max(customer_id) from primary" < 5,
                    ColumnValues "mailbox" matches "[0-9]",
                    IsUnique "email"
                ]
                """);
        return copy;
    }

    /** The sample, then records with the values that are searched: payloads in Base64, as the local run reads them. */
    private Path records() throws IOException {
        List<String> orders = new ArrayList<>();
        Path sample = Project.root().resolve("datasets/orders/sample/" + DATE + ".ndjson.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(sample))) {
            orders.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
        String mail = TEXT + "@example.com";
        orders.add(ORDER.formatted("Z-1", NUMBER, mail, 1, "}"));
        orders.add(ORDER.formatted("Z-1", NUMBER, mail, 1, "}"));
        orders.add(ORDER.formatted("Z-2", "\"" + TEXT + "\"", mail, 1, "}"));
        orders.add(ORDER.formatted("Z-3", NUMBER + NUMBER, mail, 1, "}"));
        orders.add(ORDER.formatted("Z-4", NUMBER, mail.repeat(20), 1, "}"));
        orders.add(ORDER.formatted("Z-5", NUMBER, mail, 0, "}"));
        orders.add(ORDER.formatted("Z-6", NUMBER, mail, 1, ",\"mail\":\"" + mail + "\"}"));
        orders.add(ORDER.formatted("Z-7", NUMBER, mail, 1, ""));
        Path file = Files.createDirectories(folder).resolve("records.txt");
        Files.write(file, orders.stream().map(SensitiveNightIT::compressed).toList());
        return file;
    }

    private static String compressed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The files with such a value, except the records' own: the stream, raw, curated and quarantine, the warehouse. */
    private static List<String> containing(Path work) throws IOException {
        List<String> containing = new ArrayList<>();
        int searched = 0;
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = work.relativize(file).toString();
                boolean isRecords =
                        (name.startsWith("stack/") && !name.startsWith("stack/s3/")) || name.endsWith(".parquet");
                if (!isRecords) {
                    searched++;
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    if (text.contains(TEXT) || text.contains(NUMBER)) {
                        containing.add(name);
                    }
                }
            }
        }
        assertThat(searched).isGreaterThan(20);
        return containing;
    }
}
