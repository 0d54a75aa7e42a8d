package dev.madrugada.cli.deploy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.localstack.cloudformation.CloudFormation;
import dev.madrugada.localstack.cloudformation.ExistingResources;
import dev.madrugada.localstack.http.AwsHttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/** CloudFormation and S3 in this JVM, with a project of two JARs and a dataset that is deployed to them. */
final class LocalAws implements AutoCloseable {
    static final String STACK = "madrugada-test";
    static final String ARTIFACTS = "artifacts";
    private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey");

    private final Path folder;
    private final Path dataset;
    private final MemoryS3 s3 = new MemoryS3();
    private final ExistingResources existing = new ExistingResources();
    private final CloudFormation cloudFormation = new CloudFormation(existing, s3, Clock.systemUTC());
    private final SmallTemplate template = new SmallTemplate();
    private final AwsHttpServer server;
    private final AwsObjectStore store;
    private final S3Client client;
    private final Clients account;

    LocalAws(Path folder) throws IOException {
        this.folder = folder;
        this.dataset = SmallestDataset.in(folder.resolve("datasets/orders"));
        PROPERTIES.forEach(property -> System.setProperty(property, "local"));
        server = AwsHttpServer.start(List.of(cloudFormation, s3));
        AwsClients clients =
                new AwsClients(Map.of("AWS_ENDPOINT_URL", server.endpoint().toString(), "AWS_REGION", "us-east-1"));
        store = new AwsObjectStore(clients);
        client = clients.s3();
        account = new Clients(clients, new Evidence());
        file("jars/night-all.jar", "the night's functions");
        file("jars/ingest-job-all.jar", "the ingest job");
        file("jars/kinesis-source-all.jar", "of no use here");
        file("placeholder.scala", "object Placeholder");
    }

    MemoryS3 s3() {
        return s3;
    }

    SmallTemplate template() {
        return template;
    }

    Stacks stacks() {
        return new Stacks(account.cloudFormation(), Duration.ZERO);
    }

    /** The number of calls of CloudFormation's action. */
    int calls(String action) {
        return cloudFormation.calls(action);
    }

    void fail(String resource, String reason) {
        existing.fail(resource, reason);
    }

    /** Writes a file of the package. */
    void file(String name, String content) throws IOException {
        Path file = folder.resolve("package").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Writes a file of the dataset. */
    void datasetFile(String name, String content) throws IOException {
        Files.writeString(dataset.resolve(name), content);
    }

    /** Puts what the next deployment would use as its template into the artifacts' bucket; answers its URL. */
    String uploadedTemplate() throws IOException {
        s3.makeBucket(ARTIFACTS);
        ArtifactBucket bucket = bucket();
        bucket.put("interrupted.json", environment().template().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return bucket.url("interrupted.json");
    }

    String deploy() throws IOException {
        Environment environment = environment();
        return printed(out -> deployment(out).deploy(environment));
    }

    String plan() throws IOException {
        Environment environment = environment();
        return printed(out -> deployment(out).plan(environment));
    }

    String destroy() {
        return printed(out -> removal(out).remove(STACK));
    }

    String destroyWithData(String confirmed) {
        return printed(out -> removal(out).removeWithData(STACK, confirmed));
    }

    private EnvironmentDeployment deployment(PrintWriter out) {
        return new EnvironmentDeployment(bucket(), store, stacks(), (stack, environment) -> List.of(), out);
    }

    private EnvironmentRemoval removal(PrintWriter out) {
        return new EnvironmentRemoval(stacks(), new LakeBucket(client), out);
    }

    private ArtifactBucket bucket() {
        return new ArtifactBucket(client, ARTIFACTS, "madrugada/");
    }

    Environment environment() throws IOException {
        Path file = folder.resolve("deployment.yaml");
        Files.writeString(file, "artifacts: {bucket: " + ARTIFACTS + "}\ndatasets:\n  - name: orders\n");
        Path packaged = folder.resolve("package");
        Map<String, String> sums = new TreeMap<>();
        try (var files = Files.walk(packaged)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                sums.put(
                        packaged.relativize(each).toString(),
                        Digest.sha256(Files.readAllBytes(each)).text().replaceFirst(".*:", ""));
            }
        }
        return Environment.of(
                DeploymentFile.read(file, "test"),
                Artifact.of(packaged, sums),
                template,
                List.of(DatasetFolder.read(store, FolderUri.of(dataset))));
    }

    private static String printed(Consumer<PrintWriter> work) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        work.accept(out);
        return text.toString();
    }

    @Override
    public void close() {
        account.close();
        client.close();
        store.close();
        server.close();
        PROPERTIES.forEach(System::clearProperty);
    }
}
