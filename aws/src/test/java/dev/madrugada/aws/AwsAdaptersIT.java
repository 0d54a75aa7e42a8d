package dev.madrugada.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.catalog.GlueCatalog;
import dev.madrugada.aws.catalog.GlueCatalog.CatalogTable;
import dev.madrugada.aws.mail.Attachment;
import dev.madrugada.aws.mail.Mail;
import dev.madrugada.aws.mail.SesMailer;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

@ExtendWith(SharedStack.class)
class AwsAdaptersIT {
    private static final Attachment FILE = new Attachment("olá.csv", "text/csv", "a,b\r\né,\uD83D\uDE00\r\n");

    @Test
    void setsTheLocationOfAPartition(LocalStackEndpoints stack) {
        Partition day = Partition.parse("departed_on=2001-01-01");
        URI first = URI.create("s3://madrugada/lake/curated/flights/departed_on=2001-01-01/run-1/");
        URI second = URI.create("s3://madrugada/lake/curated/flights/departed_on=2001-01-01/run-2/");
        try (GlueClient glue = new AwsClients(stack.environment()).glue()) {
            GlueCatalog catalog = new GlueCatalog(
                    glue,
                    new CatalogTable(
                            // The stack keeps its state between builds, so the name must be new.
                            "adapters_" + System.currentTimeMillis(),
                            "flights",
                            URI.create("s3://madrugada/lake/curated/flights/"),
                            List.of(
                                    new Column("flight_id", ColumnType.parse("bigint")),
                                    new Column("origin", ColumnType.parse("varchar(4)"))),
                            "departed_on"));
            assertThat(catalog.location(day)).isEmpty();
            catalog.pointTo(day, first);
            assertThat(catalog.location(day)).contains(first);
            catalog.pointTo(day, second);
            assertThat(catalog.location(day)).contains(second);
            assertThat(catalog.location(Partition.parse("departed_on=2001-01-02")))
                    .isEmpty();
        }
    }

    @Test
    void readsTheSecretAndHidesThePassword(LocalStackEndpoints stack) {
        try (SecretsManagerClient secrets = new AwsClients(stack.environment()).secretsManager()) {
            WarehouseSecret secret = WarehouseSecret.read(secrets, stack.warehouseSecret());
            assertThat(secret.port()).isEqualTo(stack.redshift().port());
            assertThat(secret.password()).isEqualTo(stack.redshift().password());
            assertThat(secret.toString()).doesNotContain("password").startsWith(secret.user() + "@");
            assertThatThrownBy(() -> WarehouseSecret.read(secrets, "no/such/secret"))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageStartingWith("InputMissing: secret no/such/secret: it does not exist")
                    .hasMessageContaining("correct --warehouse-secret");
        }
    }

    @Test
    void sendsAMailWithAttachments(LocalStackEndpoints stack) throws IOException {
        try (SesV2Client ses = new AwsClients(stack.environment()).ses()) {
            String id = new SesMailer(ses)
                    .send(new Mail(
                            "from@example.com",
                            List.of("one@example.com", "two@example.com"),
                            "Olá",
                            "<p>madrugada</p>",
                            "madrugada",
                            List.of(FILE)));
            assertThat(id).isNotBlank();
        }
        try (Stream<Path> outbox = Files.list(Path.of("target", "stack", "outbox"))) {
            assertThat(outbox.map(AwsAdaptersIT::text))
                    .anySatisfy(mail ->
                            assertThat(mail).contains("two@example.com", "Olá", "<p>madrugada</p>", "-ol_.csv\""));
        }
        try (Stream<Path> outbox = Files.list(Path.of("target", "stack", "outbox"))) {
            assertThat(outbox.filter(file -> file.toString().endsWith("-mail-ol_.csv")))
                    .allSatisfy(file -> assertThat(file).hasBinaryContent(FILE.bytes()))
                    .isNotEmpty();
        }
    }

    @Test
    void rejectsAnUnverifiedSender(LocalStackEndpoints stack) {
        AwsClients clients = new AwsClients(stack.environment());
        Mail mail = new Mail("night@example.invalid", List.of("one@example.com"), "s", "<p>h</p>", "t", List.of());

        SesMailer.requireSender(clients, "Night <night@reports.example.com>");
        assertThatThrownBy(() -> SesMailer.requireSender(clients, "night@example.invalid"))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith(
                        "InputMissing: mail from night@example.invalid: SES cannot send from this address; neither the"
                                + " address nor its domain is a verified identity");
        try (SesV2Client ses = clients.ses()) {
            assertThatThrownBy(() -> new SesMailer(ses).send(mail))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageStartingWith(
                            "InputMissing: mail from night@example.invalid: SES rejected the request; it"
                                    + " answered MessageRejected, status 400; check that the sender");
        }
    }

    @Test
    void checksTheSecretBeforeTheNight(LocalStackEndpoints stack) {
        AwsClients clients = new AwsClients(stack.environment());

        WarehouseSecret.look(clients, WarehouseArguments.of(stack.warehouseSecret()));
        assertThatThrownBy(() -> WarehouseSecret.look(clients, WarehouseArguments.of("no/such/secret")))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InputMissing: secret no/such/secret: it does not exist");
    }

    @Test
    void preparesTheCatalog(LocalStackEndpoints stack) {
        Partition day = Partition.parse("departed_on=2001-01-01");
        CatalogTable table = new CatalogTable(
                "prepared_" + System.currentTimeMillis(),
                "flights",
                URI.create("s3://madrugada/lake/curated/flights/"),
                List.of(new Column("flight_id", ColumnType.parse("bigint"))),
                "departed_on");
        try (GlueClient glue = new AwsClients(stack.environment()).glue()) {
            GlueCatalog catalog = new GlueCatalog(glue, table);
            catalog.prepare(day);
            catalog.prepare(day);

            assertThat(glue.getTable(get -> get.databaseName(table.database()).name("flights"))
                            .table()
                            .storageDescriptor()
                            .location())
                    .isEqualTo("s3://madrugada/lake/curated/flights/");
            assertThat(catalog.location(day)).isEmpty();
        }
    }

    @Test
    void updatesTheCatalogsColumnsAndKeepsTheRestOfTheTable(LocalStackEndpoints stack) {
        String database = "changed_" + System.currentTimeMillis();
        Column id = new Column("flight_id", ColumnType.parse("bigint"));
        Column origin =
                new Column("origin", ColumnType.parse("varchar(4)"), Set.of(), "Where it starts: " + "é".repeat(200));
        try (GlueClient glue = new AwsClients(stack.environment()).glue()) {
            GlueCatalog before = new GlueCatalog(glue, flights(database, id));
            before.updateColumns();
            before.pointTo(Partition.parse("departed_on=2001-01-01"), URI.create("s3://lake/a/"));
            glue.updateTable(update -> update.databaseName(database)
                    .tableInput(table(glue, database).toBuilder()
                            .description("Our flights")
                            .build()));

            GlueCatalog after = new GlueCatalog(glue, flights(database, id, origin));
            after.updateColumns();
            after.updateColumns();

            Table table = glue.getTable(get -> get.databaseName(database).name("flights"))
                    .table();
            assertThat(table.versionId())
                    .as("one update of ours, one of the test")
                    .isEqualTo("2");
            assertThat(table.description()).isEqualTo("Our flights");
            assertThat(table.parameters()).containsEntry("classification", "parquet");
            assertThat(table.partitionKeys()).extracting(key -> key.name()).containsExactly("departed_on");
            assertThat(table.storageDescriptor().columns())
                    .extracting(column -> column.name() + " " + column.type() + " " + column.comment())
                    .containsExactly("flight_id bigint null", "origin string Where it starts: " + "é".repeat(119));
            assertThat(after.location(Partition.parse("departed_on=2001-01-01")))
                    .contains(URI.create("s3://lake/a/"));
        }
    }

    private static CatalogTable flights(String database, Column... columns) {
        return new CatalogTable(
                database, "flights", URI.create("s3://lake/curated/flights/"), List.of(columns), "departed_on");
    }

    private static TableInput table(GlueClient glue, String database) {
        Table table =
                glue.getTable(get -> get.databaseName(database).name("flights")).table();
        return TableInput.builder()
                .name(table.name())
                .tableType(table.tableType())
                .parameters(table.parameters())
                .partitionKeys(table.partitionKeys())
                .storageDescriptor(table.storageDescriptor())
                .build();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
