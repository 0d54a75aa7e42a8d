package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Artifacts;
import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Deployment;
import dev.madrugada.infra.deployment.JobSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The four Glue jobs, and the ingest jobs of datasets that read Kafka. Everything that a job run must not override is a non-overridable argument, which has precedence over
 * those of StartJobRun.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html">Glue's
 *     arguments</a>
 */
final class GlueJobs extends Construct {
    /** Below the stages' time limits in the state machine, which does not stop the run of a state that times out. */
    private static final Map<String, Integer> TIMEOUT_MINUTES =
            Map.of("ingest", 350, "transform", 350, "quality", 230, "load", 230);

    private static final Map<String, String> CLASSES = Map.of(
            "ingest", "dev.madrugada.ingest.IngestJob",
            "transform", "dev.madrugada.transform.TransformJob",
            "quality", "dev.madrugada.quality.QualityJob",
            "load", "dev.madrugada.load.LoadJob");

    private static final Map<String, String> JARS = Map.of(
            "ingest", "ingest-job-all.jar",
            "transform", "transform-job-all.jar",
            "quality", "quality-all.jar",
            "load", "load-job-all.jar");

    private static final String INGEST = "ingest";

    /** Nights of one dataset at once: its own, and those that people start for other dates. */
    private static final int RUNS_OF_A_DATASET = 20;

    private final Names names;
    private final Deployment deployment;

    GlueJobs(Construct scope, Names names, Deployment deployment) {
        super(scope, "Jobs");
        this.names = names;
        this.deployment = deployment;
    }

    CfnJob job(String stage, Role role) {
        return builder(stage, stage, role, Map.of()).build();
    }

    /** The ingest job of a dataset that reads a Kafka topic. */
    CfnJob kafkaIngest(Dataset dataset, Role role, GlueConnection connection) {
        List<String> more = Objects.requireNonNull(dataset.kafka()).jars();
        String jars = String.join(
                ",",
                Stream.concat(Stream.of(deployment.artifacts().uri("jars/" + JARS.get(INGEST))), more.stream())
                        .toList());
        return builder(INGEST, INGEST + "-" + dataset.name(), role, Map.of("--extra-jars", jars))
                .connections(connections(connection))
                .build();
    }

    CfnJob load(Role role, RedshiftWarehouse warehouse, WarehouseNetwork network) {
        Map<String, String> arguments = new TreeMap<>();
        arguments.put("--warehouse-secret", warehouse.secretArn());
        arguments.put("--copy-role", warehouse.copyRoleArn());
        warehouse.address().forEach((name, value) -> arguments.put("--" + name, value));
        return builder("load", "load", role, arguments)
                .connections(connections(network.connection()))
                .build();
    }

    private static CfnJob.ConnectionsListProperty connections(GlueConnection connection) {
        return CfnJob.ConnectionsListProperty.builder()
                .connections(List.of(connection.name()))
                .build();
    }

    private CfnJob.Builder builder(String stage, String name, Role role, Map<String, String> more) {
        JobSize size = deployment.job(stage);
        Map<String, String> arguments = new TreeMap<>(fixed(stage));
        arguments.putAll(more);
        return CfnJob.Builder.create(this, name)
                .name(names.of(name))
                .description("Madrugada: " + name)
                .role(role.getRoleArn())
                .glueVersion("5.1")
                .command(CfnJob.JobCommandProperty.builder()
                        .name("glueetl")
                        .scriptLocation(deployment.artifacts().uri("placeholder.scala"))
                        .build())
                .workerType(size.workerType())
                .numberOfWorkers(size.workers())
                .executionClass(Boolean.TRUE.equals(size.flex()) ? "FLEX" : "STANDARD")
                .timeout(TIMEOUT_MINUTES.get(stage))
                .maxRetries(0)
                .executionProperty(CfnJob.ExecutionPropertyProperty.builder()
                        .maxConcurrentRuns(
                                RUNS_OF_A_DATASET * deployment.datasets().size())
                        .build())
                .nonOverridableArguments(arguments);
    }

    private Map<String, String> fixed(String stage) {
        Artifacts artifacts = deployment.artifacts();
        Map<String, String> arguments = new TreeMap<>(Map.of(
                "--job-language",
                "scala",
                "--class",
                classOf(stage),
                "--extra-jars",
                artifacts.uri("jars/" + JARS.get(stage)),
                // Without it, S3A uses us-east-2.
                "--conf",
                "spark.hadoop.fs.s3a.endpoint.region=" + Aws.REGION,
                "--job-bookmark-option",
                "job-bookmark-disable",
                "--enable-continuous-cloudwatch-log",
                "true",
                "--continuous-log-logGroup",
                names.logGroup("jobs"),
                "--enable-metrics",
                "true"));
        List<String> formats = deployment.datasets().stream()
                .map(dataset -> String.valueOf(dataset.format()))
                .filter(format -> !format.equals("parquet"))
                .distinct()
                .sorted()
                .toList();
        if (!formats.isEmpty()) {
            arguments.put("--datalake-formats", String.join(",", formats));
        }
        return arguments;
    }

    private static String classOf(String stage) {
        return String.valueOf(CLASSES.get(stage));
    }
}
