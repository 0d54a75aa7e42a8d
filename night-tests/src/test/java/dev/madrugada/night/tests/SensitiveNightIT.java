package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Whole nights of the orders with values of sensitive columns that no other record has: a good one, one whose rules fail, and
 * one whose load fails with a message of the warehouse that quotes a row. The values are in no file of the nights but the
 * records' own, and no secret is in any file or command line.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SensitiveNightIT {
    /** The stream, the warehouse's files, and the records in raw, curated and quarantine. */
    private static final Pattern RECORDS = Pattern.compile(
            "stack/(kinesis|postgres)/.*" + "|stack/s3/madrugada/lake/(raw|curated|quarantine)/.*\\.parquet");
    /** The file with the stack's endpoints and logins, which a person connects by while the stack is kept up. */
    private static final Pattern ENDPOINTS = Pattern.compile("stack\\.json");
    /** The lines of the console that say how to connect to the stack that is kept up. */
    private static final Pattern HOW_TO_CONNECT =
            Pattern.compile(".*(AWS_SECRET_ACCESS_KEY=\\S+|PGPASSWORD=\\S+ psql .*)");

    private static final CanarySearch VALUES =
            new CanarySearch(List.of(SensitiveOrders.TEXT, SensitiveOrders.NUMBER), RECORDS);
    private static final Pattern NOWHERE = Pattern.compile("(?!)");

    private final Path folder =
            Path.of("target", "sensitive-night-" + System.currentTimeMillis()).toAbsolutePath();
    private final RunLocal compressed = new RunLocal(folder.resolve("compressed"));
    private final RunLocal plain = new RunLocal(folder.resolve("plain"));
    private final CommandLines commandLines = new CommandLines();

    @AfterAll
    void stopStacks() throws IOException {
        commandLines.close();
        compressed.close();
        plain.close();
    }

    @Test
    @Order(1)
    void noSensitiveValueOfAGoodNightReachesAMessageOrAPage() throws Exception {
        SensitiveOrders orders = new SensitiveOrders(folder.resolve("of-compressed"), true);
        Path records = orders.records();
        RunLocal.Ended ended = run(compressed, orders.dataset(), records);

        assertThat(ended.status()).as(ended.console()).isZero();
        JsonNode counts = compressed.summary().get("counts");
        assertThat(counts.get("read").asLong())
                .isEqualTo(Files.readAllLines(records).size());
        assertThat(counts.get("quarantined").asLong()).isEqualTo(SensitiveOrders.REFUSED);
        assertThat(counts.get("loaded").asLong()).isPositive();
        assertThat(Files.readAllLines(compressed.reported("csv"))).hasSizeGreaterThan(2);
        assertThat(ended.console()).contains("TypeMismatch customer_id", "TooLong email", "the column is sensitive");
        assertThat(outbox(compressed)).contains("mail");
        assertThat(compressed.lake("curated/orders/_iceberg/metadata")).exists();
        verifyNothingIsFound(compressed);
    }

    @Test
    @Order(2)
    void noSensitiveValueOfANightWhoseRulesFailReachesANotification() throws Exception {
        SensitiveOrders orders = new SensitiveOrders(folder.resolve("of-plain"), false);
        Path dataset = orders.dataset();
        String good = Files.readString(dataset.resolve("quality.dqdl"));
        Files.writeString(dataset.resolve("quality.dqdl"), SensitiveOrders.rules());

        RunLocal.Ended ended = run(plain, dataset, orders.records());

        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console()).contains("QualityGateFailed", "the column is sensitive");
        assertThat(outbox(plain)).contains("sns-");
        verifyNothingIsFound(plain);
        Files.writeString(dataset.resolve("quality.dqdl"), good);
        RunLocal.Ended repaired = run(plain, dataset, folder.resolve("of-plain/records.txt"));
        assertThat(repaired.status()).as(repaired.console()).isZero();
    }

    /** PostgreSQL quotes the whole row that breaks a constraint. Redshift quotes values too. */
    @Test
    @Order(3)
    void noSensitiveValueOfALoadThatFailsReachesALog() throws Exception {
        JsonNode redshift = plain.stack().get("redshift");
        try (Connection warehouse = DriverManager.getConnection(
                        redshift.get("jdbc-url").asText(),
                        redshift.get("user").asText(),
                        redshift.get("password").asText());
                Statement statement = warehouse.createStatement()) {
            var unused = statement.execute(
                    "ALTER TABLE public.order_lines ADD CONSTRAINT no_test CHECK (order_id NOT LIKE 'Z-%') NOT VALID");
        }

        RunLocal.Ended ended =
                run(plain, folder.resolve("of-plain/orders"), folder.resolve("of-plain/records.txt"), "--force");

        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console()).contains("The night failed in load", "DataContractViolation", "SQLState 23514");
        verifyNothingIsFound(plain);
    }

    /** The search finds the values where they may be, and the secrets where a person needs them. */
    @Test
    @Order(4)
    void theSearchFindsWhatIsThere() throws Exception {
        CanarySearch everywhere = new CanarySearch(VALUES.canaries(), NOWHERE);
        assertThat(everywhere.in(plain.work()).found())
                .anyMatch(found -> found.matches("stack/kinesis/.*: " + SensitiveOrders.TEXT))
                .anyMatch(found -> found.matches("stack/postgres/.*: " + SensitiveOrders.TEXT))
                .anyMatch(found -> found.matches("stack/kinesis/.*: " + SensitiveOrders.NUMBER));
        assertThat(secrets(plain, NOWHERE).in(plain.work()).found()).contains("stack.json: " + password(plain));
        assertThat(commandLines.seen()).hasSizeGreaterThan(10).anyMatch(line -> line.contains("QualityJob"));
    }

    private static RunLocal.Ended run(RunLocal night, Path dataset, Path records, String... more) throws Exception {
        return night.run(Stream.concat(
                        Stream.of(
                                "--dataset",
                                dataset.toString(),
                                "--date",
                                SensitiveOrders.DATE,
                                "--input",
                                records.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void verifyNothingIsFound(RunLocal night) throws IOException {
        CanarySearch.Result values = VALUES.in(night.work());
        assertThat(values.found()).isEmpty();
        assertThat(values.searched()).isGreaterThan(20);
        // The console is in the folder, and says how to connect: nothing else may name a secret.
        Path console = night.work().resolve("console.log");
        String printed = Files.readString(console);
        Files.writeString(console, HOW_TO_CONNECT.matcher(printed).replaceAll(""));
        CanarySearch secrets = secrets(night, ENDPOINTS);
        assertThat(secrets.in(night.work()).found()).isEmpty();
        assertThat(commandLines.seen())
                .noneMatch(line -> secrets.canaries().stream().anyMatch(line::contains))
                .noneMatch(line -> VALUES.canaries().stream().anyMatch(line::contains));
        assertThat(HOW_TO_CONNECT.matcher(printed).find()).isTrue();
    }

    private static CanarySearch secrets(RunLocal night, Pattern allowed) throws IOException {
        return new CanarySearch(
                List.of(password(night), night.stack().get("secret-key").asText()), allowed);
    }

    private static String password(RunLocal night) throws IOException {
        return night.stack().get("redshift").get("password").asText();
    }

    /** The names of all messages. */
    private static String outbox(RunLocal night) throws IOException {
        try (Stream<Path> messages = Files.list(night.work().resolve("outbox"))) {
            return messages.map(message -> message.getFileName().toString())
                    .sorted()
                    .toList()
                    .toString();
        }
    }
}
