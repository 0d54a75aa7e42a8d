package dev.madrugada.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.localstack.account.AccountServices;
import dev.madrugada.localstack.account.AccountState;
import dev.madrugada.localstack.http.AwsHttpServer;
import dev.madrugada.localstack.outbox.Outbox;
import dev.madrugada.localstack.outbox.Sns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What a deployment prepares in a warehouse that exists, against the local stack's account. */
class WarehouseAccessTest {
    static final String ROLE = "arn:aws:iam::000000000000:role/madrugada-test-copy";
    private static final String OTHER = "arn:aws:iam::000000000000:role/madrugada-local-copy";
    private static final String CLUSTER = "madrugada.abc123.us-east-1.redshift.amazonaws.com";
    private static final String WORKGROUP = "madrugada.000000000000.us-east-1.redshift-serverless.amazonaws.com";

    @TempDir
    private Path folder;

    private final SchemasInMemory session = new SchemasInMemory();
    private AccountState state;
    private AwsHttpServer server;
    private Clients clients;
    private boolean isReached = true;

    @BeforeEach
    void start() throws IOException {
        state = AccountState.sound();
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        server = AwsHttpServer.start(AccountServices.of(state, new Sns(Outbox.open(folder.resolve("outbox")))));
        clients = new Clients(
                new AwsClients(Map.of("AWS_ENDPOINT_URL", server.endpoint().toString(), "AWS_REGION", "us-east-1")),
                new Evidence());
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLUSTER, WORKGROUP})
    void whatIsMissingIsPreparedOnce(String host) throws IOException {
        assertThat(prepared(host))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("attached " + ROLE + " to the "))
                .contains("let sg-madrugada into sg-warehouse on port 5439", "created the schema sales");

        assertThat(state.at("/attached-roles").toString()).isEqualTo("[\"" + OTHER + "\",\"" + ROLE + "\"]");
        assertThat(session.schemas()).containsExactly("sales");
        assertThat(prepared(host)).isEmpty();
    }

    @Test
    void anAddressThatRedshiftDoesNotShowIsLeftToAPerson() throws IOException {
        assertThat(prepared("warehouse.example.com"))
                .contains("created the schema sales")
                .anyMatch(line -> line.startsWith("left to you: attach the role " + ROLE + " (InputMissing: "))
                .anyMatch(line -> line.startsWith("left to you: let the group sg-madrugada in (InputMissing: "));
    }

    @Test
    void aWarehouseThatIsNotReachedGetsItsSchemaFromAPerson() throws IOException {
        isReached = false;

        assertThat(prepared(CLUSTER))
                .anyMatch(line -> line.startsWith("left to you: create the schema sales (WarehouseUnavailable: ")
                        && line.endsWith("run this SQL there: CREATE SCHEMA IF NOT EXISTS \"sales\")"));
        assertThat(session.schemas()).isEmpty();
    }

    @Test
    void aNamespaceKeepsItsRolesIfTheyAreNotUnderstood() throws IOException {
        state.set("/attached-roles", "[\"a new form\"]");

        assertThat(prepared(WORKGROUP))
                .anyMatch(line -> line.startsWith("left to you: attach the role ")
                        && line.contains("a role of the namespace has no ARN"));
        assertThat(state.at("/attached-roles").toString()).isEqualTo("[\"a new form\"]");
    }

    @Test
    void aWarehouseOfTheStackNeedsItsSchemasOnly() throws IOException {
        Path file =
                Files.writeString(folder.resolve("made.yaml"), "artifacts: {bucket: a}\ndatasets: [{name: orders}]\n");

        assertThat(access().prepare(stack(), environment(file)))
                .containsExactly("left to you: create the schemas sales (the workgroup is in a VPC without a way out)");
    }

    private List<String> prepared(String host) throws IOException {
        Path file = Files.writeString(
                folder.resolve("existing.yaml"),
                "artifacts: {bucket: a}\ndatasets: [{name: orders}]\nwarehouse: {secret: s, host: " + host + "}\n");
        return access().prepare(stack(), environment(file));
    }

    private WarehouseAccess access() {
        return new WarehouseAccess(
                new WarehouseSettings(clients.redshift(), clients.serverless(), clients.ec2()),
                arguments -> new WarehouseSecret(arguments.host().orElseThrow(), 5439, "dev", "nightly", "secret"),
                new SchemaSession((login, settings) -> session, (host, port) -> isReached));
    }

    private Environment environment(Path file) throws IOException {
        DatasetFolder dataset =
                DatasetFolder.read(new FileObjectStore(), FolderUri.of(SmallestDataset.in(folder.resolve("orders"))));
        return new Environment(DeploymentFile.read(file, "test"), List.of(), "{}", List.of(dataset));
    }

    private static Stack stack() {
        return Stack.builder()
                .stackName("madrugada-test")
                .outputs(output("CopyRoleArn", ROLE), output("SecurityGroup", "sg-madrugada"))
                .build();
    }

    private static Output output(String key, String value) {
        return Output.builder().outputKey(key).outputValue(value).build();
    }
}
