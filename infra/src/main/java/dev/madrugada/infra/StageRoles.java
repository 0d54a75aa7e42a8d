package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Artifacts;
import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Kafka;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/**
 * The roles of the jobs and functions: what each stage's code calls, as docs/deploy.md lists it, and what Glue and Lambda
 * call on the role's behalf.
 */
final class StageRoles {
    private final Access access;
    private final Names names;
    private final Artifacts artifacts;
    private final List<Dataset> datasets;
    private final List<String> databases;

    StageRoles(Access access, Names names, Artifacts artifacts, List<Dataset> datasets) {
        this.access = access;
        this.names = names;
        this.artifacts = artifacts;
        this.datasets = datasets;
        this.databases = datasets.stream()
                .map(Dataset::database)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    Role ingest(List<String> streams, List<String> sourceRoles) {
        Permissions allow = access.permissions();
        return job(
                "ingest",
                allow.read("raw", "runs"),
                allow.write("raw", "runs"),
                allow.delete("raw"),
                streams.isEmpty() ? List.of() : Permissions.stream(streams),
                Permissions.files(datasets),
                sourceRoles.isEmpty() ? List.of() : List.of(Permissions.allow(List.of("sts:AssumeRole"), sourceRoles)),
                Permissions.catalog(databases, "glue:GetPartition"));
    }

    /** The ingest of a dataset that reads a Kafka topic. */
    Role kafkaIngest(Dataset dataset, GlueConnection connection) {
        Permissions allow = access.permissions();
        Kafka kafka = Objects.requireNonNull(dataset.kafka());
        return job(
                "ingest-" + dataset.name(),
                allow.read("raw", "runs"),
                allow.write("raw", "runs"),
                allow.delete("raw"),
                Permissions.kafka(kafka),
                kafka.secret() == null ? List.of() : Permissions.secret(kafka.secret(), kafka.secretKey()),
                Permissions.catalog(databases, "glue:GetPartition"),
                connection(connection));
    }

    Role transform() {
        Permissions allow = access.permissions();
        return job(
                "transform",
                allow.read("raw", "curated", "quarantine", "runs"),
                allow.write("curated", "quarantine", "runs"),
                allow.delete("curated", "quarantine"));
    }

    Role quality() {
        Permissions allow = access.permissions();
        return job("quality", allow.read("curated", "quality", "runs"), allow.write("quality", "runs"));
    }

    Role load(RedshiftWarehouse warehouse, WarehouseNetwork network) {
        Permissions allow = access.permissions();
        return job(
                "load",
                allow.read("curated", "quality", "runs"),
                allow.write("loads", "runs"),
                allow.delete("loads"),
                warehouse.secretStatements().toList(),
                connection(network.connection()));
    }

    Role plan(RedshiftWarehouse warehouse, List<String> mailIdentities) {
        Permissions allow = access.permissions();
        return function(
                "plan",
                allow.read("curated", "runs"),
                allow.write("runs"),
                warehouse.secretStatements().toList(),
                List.of(Permissions.allow(List.of("ses:GetEmailIdentity"), mailIdentities)));
    }

    Role gate() {
        Permissions allow = access.permissions();
        return function(
                "gate",
                allow.read("raw", "curated", "quality", "runs"),
                allow.write("curated", "runs"),
                allow.delete("curated"),
                Permissions.catalog(
                        databases,
                        "glue:GetDatabase",
                        "glue:CreateDatabase",
                        "glue:GetTable",
                        "glue:CreateTable",
                        "glue:UpdateTable",
                        "glue:GetPartition",
                        "glue:CreatePartition",
                        "glue:UpdatePartition"));
    }

    Role failure() {
        return function("failure", access.permissions().readLake("runs"));
    }

    Role report(RedshiftWarehouse warehouse, List<String> mailIdentities) {
        Permissions allow = access.permissions();
        return function(
                "report",
                allow.read("quality", "reports", "runs"),
                allow.write("reports", "runs"),
                warehouse.secretStatements().toList(),
                List.of(
                        Permissions.allow(List.of("ses:SendEmail"), mailIdentities),
                        UnscopedActions.FUNCTION_NETWORK_INTERFACES.statement()));
    }

    /** The function that does the tasks of activities. */
    Role glueRunner(String activity, String claims, Collection<String> jobs, List<String> mailIdentities) {
        return function(
                "glue-runner",
                access.permissions().readLake("runs"),
                List.of(
                        Permissions.allow(
                                List.of(
                                        "states:GetActivityTask",
                                        "states:SendTaskSuccess",
                                        "states:SendTaskFailure",
                                        "states:SendTaskHeartbeat"),
                                List.of(activity)),
                        Permissions.allow(
                                List.of(
                                        "dynamodb:PutItem",
                                        "dynamodb:GetItem",
                                        "dynamodb:UpdateItem",
                                        "dynamodb:DeleteItem",
                                        "dynamodb:Scan"),
                                List.of(claims)),
                        Permissions.allow(
                                List.of(
                                        "glue:GetJob",
                                        "glue:StartJobRun",
                                        "glue:GetJobRun",
                                        "glue:GetJobRuns",
                                        "glue:BatchStopJobRun"),
                                List.copyOf(jobs))),
                List.of(Permissions.allow(List.of("ses:SendEmail"), mailIdentities)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private Role job(String stage, List<PolicyStatement>... statements) {
        return access.roles()
                .of(stage, "glue", Stream.concat(Arrays.stream(statements).flatMap(List::stream), ofGlue()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private Role function(String name, List<PolicyStatement>... statements) {
        return access.roles()
                .function(
                        name,
                        Stream.concat(
                                Arrays.stream(statements).flatMap(List::stream),
                                Stream.of(
                                        Permissions.allow(
                                                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                                List.of(logStreams(names.logGroup(name)))),
                                        UnscopedActions.TRACES.statement())));
    }

    /**
     * What Glue calls as the job: it fetches JAR and script, writes logs and metrics.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html">AWS Glue's own policy</a>
     */
    private Stream<PolicyStatement> ofGlue() {
        return Stream.of(
                Permissions.allow(
                        List.of("s3:GetObject"),
                        List.of(Names.bucketArn(artifacts.bucket()) + "/" + artifacts.prefix() + "*")),
                Permissions.allow(
                        List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(Names.arn("logs", "log-group:/aws-glue/*"), logStreams(names.logGroup("jobs")))),
                UnscopedActions.GLUE_METRICS.statement());
    }

    /**
     * What Glue calls as a job in a VPC.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html">AWS Glue's own policy</a>
     */
    private static List<PolicyStatement> connection(GlueConnection connection) {
        Map<String, ?> isGlues =
                Map.of("ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of("aws-glue-service-resource")));
        return List.of(
                Permissions.allow(
                        List.of("glue:GetConnection"),
                        List.of(Names.arn("glue", "catalog"), Names.arn("glue", "connection/" + connection.name()))),
                UnscopedActions.NETWORK_LOOKUPS.statement(),
                Permissions.allow(List.of("ec2:CreateNetworkInterface"), connection.interfaceParts()),
                Permissions.allow(
                        List.of("ec2:DeleteNetworkInterface"), List.of(Names.arn("ec2", "network-interface/*"))),
                Permissions.allow(
                        List.of("ec2:CreateTags", "ec2:DeleteTags"),
                        List.of(Names.arn("ec2", "network-interface/*")),
                        isGlues));
    }

    private static String logStreams(String group) {
        return Names.arn("logs", "log-group:" + group + ":*");
    }
}
