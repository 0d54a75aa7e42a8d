package dev.madrugada.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** Makes the KMS key of what is not data: logs, notifications, undelivered schedules, claims. */
final class OperationsKey {
    private OperationsKey() {}

    static Key in(Construct scope, Names names) {
        Key key = Key.Builder.create(scope, "OperationsKey")
                .description("Madrugada: logs, notifications and queues of " + names.environment())
                .enableKeyRotation(true)
                .removalPolicy(Kept.POLICY)
                .build();
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Logs")
                .principals(List.of(new ServicePrincipal("logs." + Aws.REGION + ".amazonaws.com")))
                .actions(List.of(
                        "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                List.of(
                                        Names.arn("logs", "log-group:" + names.logGroup("*")),
                                        Names.arn("logs", "log-group:/aws/vendedlogs" + names.logGroup("*"))))))
                .build());
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Publishers")
                .principals(List.of(
                        new ServicePrincipal("events.amazonaws.com"), new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .build());
        // Roles of this account that may use a topic or a queue use the key only through these services.
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("ThroughServices")
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:CallerAccount",
                                Aws.ACCOUNT_ID,
                                "kms:ViaService",
                                List.of(
                                        "sns." + Aws.REGION + ".amazonaws.com",
                                        "sqs." + Aws.REGION + ".amazonaws.com"))))
                .build());
        return key;
    }
}
