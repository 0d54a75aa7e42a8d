package dev.madrugada.night.tests;

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

/**
 * The orders, with sensitive columns and with records that have values which no other record has: valid records and refused
 * ones of each kind, six of them.
 *
 * @param folder where dataset and records are written
 * @param isCompressed whether the payloads are compressed by gzip, and the table is one of Iceberg
 */
record SensitiveOrders(Path folder, boolean isCompressed) {
    static final String DATE = "2026-01-31";
    static final String TEXT = "zqxjkv";
    static final String NUMBER = "8642975318642";
    static final int REFUSED = 6;

    private static final String ORDER = "{\"order_id\":\"%s\",\"placed_at\":\"2026-01-31T10:00:00+01:00\","
            + "\"changed_at\":\"2026-01-31T10:00:00+01:00\",\"status\":\"P\",\"customer\":{\"id\":%s,"
            + "\"email\":\"%s\",\"country\":\"ES\"},\"items\":[{\"sku\":\"POT-02\",\"quantity\":%s,\"price\":22}]%s";

    /** A dataset whose warning rules about the sensitive columns fail. */
    Path dataset() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("orders"));
        try (Stream<Path> files = Files.list(Project.root().resolve("datasets/orders"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path contract = copy.resolve("dataset.yaml");
        String text = Files.readString(contract)
                .replace("from: customer.id, required: true}", "from: customer.id, required: true, sensitive: true}")
                .replace("derived:\n", """
                        derived:
                          - {name: mailbox, type: varchar(64), expression: "split(email, '@')[0]"}
                          - {name: number, type: bigint, expression: "customer_id + 0"}
                        """)
                .replace("sender: madrugada@example.com\n", """
                        sender: madrugada@example.com
                          recipients: [orders-team@example.com]
                        """);
        if (isCompressed) {
            text = "format: iceberg\n" + text.replace("  rows: items\n", "  rows: items\n  format: gzip-json\n");
        }
        Files.writeString(contract, "max-quarantined: 100\ncatalog: {database: madrugada}\n" + text);
        Files.writeString(copy.resolve("quality-warn.dqdl"), rules());
        return copy;
    }

    /** Rules that fail, whose values are sensitive. */
    static String rules() {
        return """
                Rules = [
                    ColumnValues "customer_id" between 1 and 2,
                    ColumnValues "number" < 5,
                    Sum "number" < 5,
                    Mean "customer_id" < 5,
                    CustomSql "select max(customer_id) from primary" < 5,
                    ColumnValues "mailbox" matches "[0-9]",
                    IsUnique "email"
                ]
                """;
    }

    /** The sample, then records with the values that are searched; compressed payloads in Base64, as the run reads them. */
    Path records() throws IOException {
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
        Files.write(
                file,
                isCompressed ? orders.stream().map(SensitiveOrders::compressed).toList() : orders);
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
}
