package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Attachment;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

@ExtendWith(SharedStack.class)
class SmallServicesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TableInput table(String description) {
        return TableInput.builder()
                .name("flights")
                .description(description)
                .partitionKeys(Column.builder().name("dt").type("date").build())
                .storageDescriptor(storage -> storage.location("s3://madrugada/flights"))
                .build();
    }

    private static PartitionInput partition(String date, String location) {
        return PartitionInput.builder()
                .values(date)
                .storageDescriptor(storage -> storage.location(location))
                .build();
    }

    @Test
    @SuppressWarnings("CheckReturnValue")
    void keepsDatabasesTablesAndPartitions(Clients clients) {
        try (GlueClient glue = clients.glue()) {
            assertThatThrownBy(() -> glue.getDatabase(get -> get.name("curated")))
                    .isInstanceOf(EntityNotFoundException.class);
            glue.createDatabase(create -> create.databaseInput(database -> database.name("curated")));
            assertThatThrownBy(() -> glue.createDatabase(create -> create.databaseInput(d -> d.name("curated"))))
                    .isInstanceOf(AlreadyExistsException.class);

            glue.createTable(create -> create.databaseName("curated").tableInput(table("first")));
            glue.updateTable(update -> update.databaseName("curated").tableInput(table("second")));
            var table = glue.getTable(get -> get.databaseName("curated").name("flights"))
                    .table();
            assertThat(table.description()).isEqualTo("second");
            assertThat(table.versionId()).isEqualTo("1");
            assertThatThrownBy(() -> glue.updateTable(update -> update.databaseName("curated")
                            .tableInput(table("third"))
                            .versionId("0")))
                    .isInstanceOf(ConcurrentModificationException.class);
            glue.updateTable(update ->
                    update.databaseName("curated").tableInput(table("third")).versionId("1"));
            assertThat(table.createTime()).isBefore(Instant.now().plusSeconds(1));

            glue.createPartition(create -> create.databaseName("curated")
                    .tableName("flights")
                    .partitionInput(partition("2001-01-01", "s3://madrugada/a")));
            glue.createPartition(create -> create.databaseName("curated")
                    .tableName("flights")
                    .partitionInput(partition("2001-01-02", "s3://madrugada/b")));
            assertThatThrownBy(() -> glue.createPartition(create -> create.databaseName("curated")
                            .tableName("flights")
                            .partitionInput(partition("2001-01-02", "s3://madrugada/b"))))
                    .isInstanceOf(AlreadyExistsException.class);
            glue.updatePartition(update -> update.databaseName("curated")
                    .tableName("flights")
                    .partitionValueList("2001-01-02")
                    .partitionInput(partition("2001-01-02", "s3://madrugada/c")));
            assertThat(glue.getPartition(get -> get.databaseName("curated")
                                    .tableName("flights")
                                    .partitionValues("2001-01-02"))
                            .partition()
                            .storageDescriptor()
                            .location())
                    .isEqualTo("s3://madrugada/c");
            assertThat(glue.getPartitions(get -> get.databaseName("curated").tableName("flights"))
                            .partitions())
                    .extracting(each -> each.values().get(0))
                    .containsExactly("2001-01-01", "2001-01-02");
            assertThatThrownBy(() -> glue.getPartition(get ->
                            get.databaseName("curated").tableName("flights").partitionValues("2001-01-03")))
                    .isInstanceOf(EntityNotFoundException.class);
            assertThatThrownBy(() -> glue.getPartition(get ->
                            get.databaseName("curated").tableName("flights").partitionValues("a", "b")))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void returnsTheSecretOfTheWarehouse(Clients clients) throws IOException {
        try (SecretsManagerClient secrets = clients.secrets()) {
            String name = clients.endpoints().warehouseSecret();
            var answer = secrets.getSecretValue(get -> get.secretId(name));
            JsonNode secret = JSON.readTree(answer.secretString());
            assertThat(secret.get("port").asInt())
                    .isEqualTo(clients.endpoints().redshift().port());
            assertThat(secret.get("engine").asText()).isEqualTo("redshift");
            assertThat(secret.get("dbname").asText()).isEqualTo("dev");
            assertThat(secret.get("username").asText()).isEqualTo("awsuser");
            assertThat(secrets.getSecretValue(get -> get.secretId(answer.arn())).name())
                    .isEqualTo(name);
            assertThatThrownBy(() -> secrets.getSecretValue(get -> get.secretId("other")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void replacesASecret(Clients clients) {
        try (SecretsManagerClient secrets = clients.secrets()) {
            String name = clients.endpoints().warehouseSecret();
            String before = secrets.getSecretValue(get -> get.secretId(name)).secretString();

            var put = secrets.putSecretValue(to -> to.secretId(name).secretString("{}"));

            assertThat(secrets.getSecretValue(get -> get.secretId(put.arn())).secretString())
                    .isEqualTo("{}");
            var unused = secrets.putSecretValue(to -> to.secretId(name).secretString(before));
            assertThat(secrets.getSecretValue(get -> get.secretId(name)).secretString())
                    .isEqualTo(before);
            assertThatThrownBy(() ->
                            secrets.putSecretValue(to -> to.secretId("other").secretString("{}")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static JsonNode message(Path folder, String id, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
            List<Path> matching =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            for (Path file : matching) {
                JsonNode message = JSON.readTree(file.toFile());
                if (message.path("message-id").asText().equals(id)) {
                    return message;
                }
            }
            throw new AssertionError("no " + id + " in " + matching);
        }
    }

    @Test
    void writesPublishedMessagesToTheOutbox(Clients clients, Path folder) throws IOException {
        try (SnsClient sns = clients.sns()) {
            String id = sns.publish(publish -> publish.topicArn("arn:aws:sns:us-east-1:000000000000:alarms")
                            .subject("Night failed")
                            .message("line one\n& \u00e9")
                            .messageAttributes(java.util.Map.of(
                                    "dataset",
                                    MessageAttributeValue.builder()
                                            .dataType("String")
                                            .stringValue("flights")
                                            .build())))
                    .messageId();
            JsonNode message = message(folder, id, "-sns-alarms.json");
            assertThat(message.get("topic").asText()).isEqualTo("arn:aws:sns:us-east-1:000000000000:alarms");
            assertThat(message.get("subject").asText()).isEqualTo("Night failed");
            assertThat(message.get("message").asText()).isEqualTo("line one\n& \u00e9");
            assertThat(message.get("attributes").get("dataset").asText()).isEqualTo("flights");
            assertThatThrownBy(() ->
                            sns.publish(publish -> publish.topicArn("nowhere").message("x")))
                    .isInstanceOf(InvalidParameterException.class);
            assertThatThrownBy(() -> sns.createTopic(create -> create.name("x")))
                    .isInstanceOf(SnsException.class)
                    .hasMessageContaining("CreateTopic");
        }
    }

    @Test
    void writesMailsToTheOutbox(Clients clients, Path folder) throws IOException {
        try (SesV2Client mail = clients.mail()) {
            String id = mail.sendEmail(send -> send.fromEmailAddress("night@example.org")
                            .destination(to -> to.toAddresses("a@example.org", "b@example.org"))
                            .content(content -> content.simple(simple -> simple.subject(s -> s.data("Report"))
                                    .body(body ->
                                            body.html(h -> h.data("<p>x</p>")).text(t -> t.data("x"))))))
                    .messageId();
            JsonNode message = message(folder, id, "-mail.json");
            assertThat(message.get("from").asText()).isEqualTo("night@example.org");
            assertThat(message.get("to")).hasSize(2);
            assertThat(message.get("subject").asText()).isEqualTo("Report");
            assertThat(message.get("html").asText()).isEqualTo("<p>x</p>");
            assertThat(message.get("text").asText()).isEqualTo("x");
        }
    }

    @Test
    void writesAttachmentsToTheOutbox(Clients clients, Path folder) throws IOException {
        byte[] content = new byte[4_000_000];
        new Random(1).nextBytes(content);
        try (SesV2Client mail = clients.mail()) {
            String id = mail.sendEmail(send -> send.fromEmailAddress("night@example.org")
                            .destination(to -> to.toAddresses("a@example.org"))
                            .content(with -> with.simple(simple -> simple.subject(s -> s.data("Report"))
                                    .body(body -> body.text(t -> t.data("x")))
                                    .attachments(Attachment.builder()
                                            .fileName("../report.csv")
                                            .contentType("text/csv")
                                            .rawContent(SdkBytes.fromByteArray(content))
                                            .build()))))
                    .messageId();
            JsonNode attachment =
                    message(folder, id, "-mail.json").get("attachments").get(0);
            assertThat(attachment.get("file-name").asText()).isEqualTo("../report.csv");
            assertThat(attachment.get("content-type").asText()).isEqualTo("text/csv");
            assertThat(folder.resolve("outbox").resolve(attachment.get("file").asText()))
                    .hasBinaryContent(content);
        }
    }

    @Test
    void rejectsMoreRecipientsThanSesAllows(Clients clients) {
        try (SesV2Client mail = clients.mail()) {
            assertThatThrownBy(() -> mail.sendEmail(send -> send.fromEmailAddress("night@example.org")
                            .destination(to -> to.toAddresses(Collections.nCopies(51, "a@example.org")))
                            .content(with -> with.simple(simple ->
                                    simple.subject(s -> s.data("Report")).body(body -> body.text(t -> t.data("x")))))))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("Recipient count exceeds 50.");
        }
    }
}
