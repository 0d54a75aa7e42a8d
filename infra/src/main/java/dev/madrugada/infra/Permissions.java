package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Kafka;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Statements that allow one thing each. A statement whose actions AWS allows on all resources only is in {@link
 * UnscopedActions}.
 */
final class Permissions {
    private final LakeStorage lake;

    Permissions(LakeStorage lake) {
        this.lake = lake;
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }

    static PolicyStatement allow(List<String> actions, List<String> resources, Map<String, ?> conditions) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    /** Reads the datasets' folders and these areas of the lake. */
    List<PolicyStatement> read(String... areas) {
        return reading(Stream.concat(Stream.of(lake.datasets()), objects(areas)).toList());
    }

    /** Reads these areas of the lake. */
    List<PolicyStatement> readLake(String... areas) {
        return reading(objects(areas).toList());
    }

    private List<PolicyStatement> reading(List<String> resources) {
        return Stream.of(
                        allow(List.of("s3:GetObject"), resources),
                        // A request for one object has no s3:prefix. Without IfExists, S3 would answer 403 instead of
                        // 404
                        // for an object that does not exist.
                        allow(
                                List.of("s3:ListBucket"),
                                List.of(lake.bucketArn()),
                                Map.of("StringLikeIfExists", Map.of("s3:prefix", lake.listed()))),
                        key("kms:Decrypt"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Writes these areas. An upload in parts that fails is aborted. */
    List<PolicyStatement> write(String... areas) {
        return Stream.of(
                        allow(
                                List.of("s3:PutObject", "s3:AbortMultipartUpload"),
                                objects(areas).toList()),
                        key("kms:GenerateDataKey"))
                .filter(Objects::nonNull)
                .toList();
    }

    List<PolicyStatement> delete(String... areas) {
        return List.of(allow(List.of("s3:DeleteObject"), objects(areas).toList()));
    }

    /** What COPY reads: its manifests, and the files that they name. */
    List<PolicyStatement> copied() {
        return Stream.of(
                        allow(
                                List.of("s3:GetObject"),
                                objects("loads", "curated").toList()),
                        allow(
                                List.of("s3:ListBucket"),
                                List.of(lake.bucketArn()),
                                Map.of(
                                        "StringLikeIfExists",
                                        Map.of(
                                                "s3:prefix",
                                                List.of(lake.root() + "/loads/*", lake.root() + "/curated/*")))),
                        key("kms:Decrypt"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Reads the secret of the warehouse. */
    static List<PolicyStatement> secret(String secretArn, @Nullable String keyArn) {
        PolicyStatement read = allow(List.of("secretsmanager:GetSecretValue"), List.of(secretArn));
        if (keyArn == null) {
            return List.of(read);
        }
        return List.of(read, through("secretsmanager", keyArn, "kms:Decrypt"));
    }

    /** Reads a stream. */
    static List<PolicyStatement> stream(List<String> arns) {
        return List.of(allow(
                List.of(
                        "kinesis:DescribeStreamSummary",
                        "kinesis:ListShards",
                        "kinesis:GetShardIterator",
                        "kinesis:GetRecords"),
                arns));
    }

    /**
     * Reads a topic of MSK with IAM's login, as the contract's documentation lists it for Kafka, and more JARs of the job.
     *
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">actions and resources</a>
     */
    static List<PolicyStatement> kafka(Kafka kafka) {
        Stream<PolicyStatement> jars = kafka.jars().isEmpty()
                ? Stream.of()
                : Stream.of(allow(
                        List.of("s3:GetObject"),
                        kafka.jars().stream()
                                .map(jar -> Names.bucketArn(jar.substring("s3://".length())))
                                .toList()));
        String cluster = kafka.cluster();
        if (cluster == null) {
            return jars.toList();
        }
        String topic = cluster.replace(":cluster/", ":topic/") + "/" + kafka.topic();
        String groups = cluster.replace(":cluster/", ":group/") + "/spark-kafka-*";
        return Stream.concat(
                        jars,
                        Stream.of(
                                allow(
                                        List.of("kafka-cluster:Connect", "kafka-cluster:DescribeCluster"),
                                        List.of(cluster)),
                                allow(
                                        List.of(
                                                "kafka-cluster:DescribeTopic",
                                                "kafka-cluster:DescribeTopicDynamicConfiguration",
                                                "kafka-cluster:ReadData"),
                                        List.of(topic)),
                                allow(
                                        List.of("kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"),
                                        List.of(groups))))
                .toList();
    }

    /** Reads the files of datasets that have no stream. */
    static List<PolicyStatement> files(List<Dataset> datasets) {
        return datasets.stream()
                .flatMap(dataset -> Stream.concat(
                        dataset.files().stream().flatMap(Permissions::location),
                        Stream.ofNullable(dataset.filesKey()).map(key -> through("s3", key, "kms:Decrypt"))))
                .toList();
    }

    private static Stream<PolicyStatement> location(String uri) {
        String location = uri.substring("s3://".length());
        int slash = location.indexOf('/');
        String bucket = Names.bucketArn(location.substring(0, slash));
        String objects = location.substring(slash + 1) + "*";
        return Stream.of(
                allow(List.of("s3:GetObject"), List.of(bucket + "/" + objects)),
                allow(
                        List.of("s3:ListBucket"),
                        List.of(bucket),
                        Map.of("StringLikeIfExists", Map.of("s3:prefix", List.of(objects)))));
    }

    /** Actions on the databases of the catalog and on their tables. */
    static List<PolicyStatement> catalog(List<String> databases, String... actions) {
        if (databases.isEmpty()) {
            return List.of();
        }
        List<String> resources = Stream.concat(
                        Stream.of(Names.arn("glue", "catalog")),
                        databases.stream()
                                .flatMap(database -> Stream.of(
                                        Names.arn("glue", "database/" + database),
                                        Names.arn("glue", "table/" + database + "/*"))))
                .toList();
        return List.of(allow(List.of(actions), resources));
    }

    private Stream<String> objects(String... areas) {
        return Arrays.stream(areas).map(area -> lake.objects(area + "/*"));
    }

    private @Nullable PolicyStatement key(String action) {
        String keyArn = lake.keyArn();
        return keyArn == null ? null : through("s3", keyArn, action);
    }

    private static PolicyStatement through(String service, String keyArn, String action) {
        return allow(
                List.of(action),
                List.of(keyArn),
                Map.of("StringEquals", Map.of("kms:ViaService", service + "." + Aws.REGION + ".amazonaws.com")));
    }
}
