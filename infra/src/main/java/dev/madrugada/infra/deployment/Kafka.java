package dev.madrugada.infra.deployment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the ingest job of a dataset reaches the brokers of its topic: it runs in the brokers' VPC.
 *
 * @param subnet a private subnet from which the brokers are reached, and S3, Secrets Manager, CloudWatch, STS and Glue
 * @param vpc the subnet's VPC; needed if a security group is to be made
 * @param securityGroups groups that the brokers let in. Glue requires that one of them lets in itself on all TCP ports. Empty
 *     makes one
 * @param secret complete ARN of the contract's {@code source.kafka.secret}; null if the contract has none
 * @param secretKey ARN of the secret's KMS key; MSK requires one of the account's own
 * @param cluster ARN of the MSK cluster, for {@code aws-msk-iam}; null for other logins
 * @param topic the contract's topic; needed with {@code cluster}
 * @param jars more JARs of the job, such as {@code s3://bucket/aws-msk-iam-auth-all.jar}
 */
public record Kafka(
        String subnet,
        @Nullable String vpc,
        List<String> securityGroups,
        @Nullable String secret,
        @Nullable String secretKey,
        @Nullable String cluster,
        @Nullable String topic,
        List<String> jars) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Kafka {
        Objects.requireNonNull(subnet, "kafka.subnet is missing");
        securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
        jars = jars == null ? List.of() : List.copyOf(jars);
        if (securityGroups.isEmpty() && vpc == null) {
            throw new IllegalArgumentException("kafka needs security-groups, or vpc to make one");
        }
        if ((cluster == null) != (topic == null)) {
            throw new IllegalArgumentException("kafka needs both cluster and topic, or neither without aws-msk-iam");
        }
        if (cluster != null && !cluster.matches("arn:[a-z-]+:kafka:[^:]+:[0-9]+:cluster/[^/]+/[^/]+")) {
            throw new IllegalArgumentException("kafka.cluster is not the ARN of an MSK cluster: " + cluster);
        }
        if (secret == null && secretKey != null) {
            throw new IllegalArgumentException("kafka.secret-key is for a secret, and there is none");
        }
        for (String jar : jars) {
            if (!jar.matches("s3://[^/]+/.+\\.jar")) {
                throw new IllegalArgumentException("kafka.jars has a location that is not s3:// with a JAR: " + jar);
            }
        }
    }
}
