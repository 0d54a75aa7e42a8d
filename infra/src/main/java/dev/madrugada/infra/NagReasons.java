package dev.madrugada.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/** The rules of cdk-nag that do not hold, with the reasons. */
enum NagReasons {
    ACCESS_LOGS("AwsSolutions-S1", "It is the bucket of the access logs itself."),
    IS_DEAD_LETTER_QUEUE("AwsSolutions-SQS3", "It is the dead-letter queue of the schedules."),
    NO_ROTATION(
            "AwsSolutions-SMG4",
            "A rotation needs a function in the VPC that logs in as another administrator; docs/deploy.md says how to change"
                    + " the password."),
    JOB_LOGS(
            "AwsSolutions-GL1",
            "The jobs write to a log group of this stack, which has a KMS key. A security configuration would make Glue"
                    + " write to groups of its own naming, without retention."),
    JOB_BOOKMARKS("AwsSolutions-GL3", "Job bookmarks are disabled: run records are the checkpoints."),
    JAVA_17("AwsSolutions-L1", "The code is built and tested for Java 17, which Glue 5.1 runs; Lambda supports it.");

    /** Names of which the end is not known when the stack is deployed. */
    private static final List<String> OPEN_ENDS = List.of(
            // Objects of the lake's areas and of the datasets' folders.
            "/(raw|curated|quarantine|quality|loads|reports|runs|datasets)\\/\\*$/",
            // The package's files.
            "/^Resource::arn:<AWS::Partition>:s3:::.*\\*$/",
            // Log streams, and Glue's own groups.
            "/log-group:.*\\*$/",
            // Tables of a database, which the gate creates.
            "/:table\\/.*\\/\\*$/",
            // Spark's groups of a topic's readers.
            "/spark-kafka-\\*$/",
            // Network interfaces, which Glue and Lambda create.
            "/network-interface\\/\\*$/",
            // SES identities: plan searches the sender's domain and its parents.
            "/identity\\/\\*$/");

    private final String rule;
    private final String reason;

    NagReasons(String rule, String reason) {
        this.rule = rule;
        this.reason = reason;
    }

    void on(IConstruct construct) {
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression()), true);
    }

    private NagPackSuppression suppression() {
        return NagPackSuppression.builder().id(rule).reason(reason).build();
    }

    /** The wildcards of the policies: names with open ends, and actions that AWS allows on all resources only. */
    static void ofWildcards(Stack stack) {
        List<Object> openEnds = OPEN_ENDS.stream()
                .<Object>map(regex -> RegexAppliesTo.builder().regex(regex).build())
                .toList();
        NagSuppressions.addStackSuppressions(
                stack,
                List.of(
                        NagPackSuppression.builder()
                                .id("AwsSolutions-IAM5")
                                .reason("The ends of these names are not known when the stack is deployed.")
                                .appliesTo(openEnds)
                                .build(),
                        NagPackSuppression.builder()
                                .id("AwsSolutions-IAM5")
                                .reason(Stream.of(UnscopedActions.values())
                                        .map(actions -> String.join(", ", actions.actions()) + ": " + actions.reason())
                                        .collect(Collectors.joining(" ")))
                                .appliesTo(List.of("Resource::*"))
                                .build()));
    }
}
