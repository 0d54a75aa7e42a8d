package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code scripts/madrugada deploy} and {@code destroy}, with the JARs, the CDK app's template and the datasets of this
 * project, against the local stack's CloudFormation and S3.
 */
class DeployIT {
    private static final String LAKE = "madrugada-test-lakebucketb1d32e10";

    private final Path work = Path.of("target", "deploy-" + System.nanoTime()).toAbsolutePath();

    @Test
    void anEnvironmentIsDeployedOnceAndItsDataOutlivesIt() throws Exception {
        try (LocalStackProcess stack = LocalStackProcess.start(work)) {
            Path file = Files.writeString(work.resolve("deployment.yaml"), """
                    artifacts: {bucket: madrugada}
                    datasets:
                      - {name: flights, stream: "arn:aws:kinesis:us-east-1:000000000000:stream/flights"}
                    warehouse: {secret: madrugada/warehouse}
                    network: {vpc: vpc-local, subnets: [subnet-0a]}
                    """);
            String[] deploy = {
                "deploy", "--no-build", "--file", file.toString(), "--environment", "test", "--datasets", datasets()
            };

            String planned = ran(stack, with(deploy, "--plan", "--no-check"));
            assertThat(planned)
                    .contains("would upload s3://madrugada/madrugada/jars/night-all-", "AWS::Lambda::Function")
                    .contains("would publish flights ")
                    .endsWith("madrugada-test: nothing was changed, this is a plan\n");
            assertThat(objects()).isEmpty();

            String first = ran(stack, deploy);
            assertThat(first)
                    .contains("uploaded s3://madrugada/madrugada/jars/night-all-", "AWS::Glue::Job Jobsingest")
                    .contains("flights: s3://" + LAKE + "/datasets/flights/", "created the schema reports\n")
                    .contains("left to you: attach the role ")
                    .endsWith("madrugada-test: deployed\n")
                    .doesNotContain("kinesis-source-all", "glue-runner-all");
            Set<String> objects = objects();
            assertThat(objects)
                    .anyMatch(name -> name.matches("madrugada/madrugada/templates/test-[0-9a-f]{16}\\.json"));

            assertThat(ran(stack, with(deploy, "--no-check"))).endsWith("madrugada-test: no change\n");
            assertThat(objects()).isEqualTo(objects);

            assertThat(ran(stack, "destroy", "--environment", "test"))
                    .contains("madrugada-test: deleted\n", "kept AWS::S3::Bucket " + LAKE + "\n");
            assertThat(objects()).isEqualTo(objects);
        }
    }

    /** A folder with the flights, whose table is in a schema that the warehouse does not have yet. */
    private String datasets() throws IOException {
        Path from = Project.root().resolve("datasets/flights");
        Path folder = work.resolve("datasets");
        Path to = Files.createDirectories(folder.resolve("flights"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        to.resolve(file.getFileName()),
                        Files.readString(file)
                                .replace("schema: public", "schema: reports")
                                .replace("from public.flights", "from reports.flights"));
            }
        }
        return folder.toString();
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String ran(LocalStackProcess stack, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Project.root().resolve("scripts/madrugada").toString()));
        command.addAll(List.of(words));
        Path log = work.resolve("console.log");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().putAll(stack.endpoints().environment());
        int status = process.start().waitFor();
        String console = Files.readString(log);
        assertThat(status).as(console).isZero();
        return console;
    }

    /** The names of all objects in the buckets of the local S3, with their times: a put would change one. */
    private Set<String> objects() throws IOException {
        Path buckets = work.resolve("state/s3");
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(buckets)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(buckets.relativize(file).toString());
                names.add(buckets.relativize(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return names;
    }
}
