package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Operations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.stepfunctions.CfnActivity;
import software.constructs.Construct;

/** The activity of the jobs, and the function that does its tasks, with its table and its schedules. */
final class GlueRunner extends Construct {
    private final String activity;
    private final Map<String, String> substitutions;
    private final CfnFunction function;

    GlueRunner(
            Construct scope,
            Names names,
            Operations operations,
            List<String> jobs,
            StageRoles stageRoles,
            Functions functions) {
        super(scope, "GlueRunner");
        String sender = Objects.requireNonNull(operations.sender());
        this.activity = CfnActivity.Builder.create(this, "Activity")
                .name(names.of("glue-runner"))
                .build()
                .getRef();
        this.substitutions = Map.of(
                "GlueRunnerActivity", activity,
                "MailSender", sender,
                "DataTeam", operations.dataMails().get(0));
        Table claims = Table.Builder.create(this, "Claims")
                .tableName(names.of("claims"))
                .partitionKey(Attribute.builder()
                        .name("claim")
                        .type(AttributeType.STRING)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .timeToLiveAttribute("expires")
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .encryption(TableEncryption.AWS_MANAGED)
                .removalPolicy(Kept.POLICY)
                .build();
        Role role = stageRoles.glueRunner(activity, claims.getTableArn(), jobs, MailIdentities.of(sender));
        this.function = functions.of(
                Functions.Code.GLUE_RUNNER,
                role,
                Map.of("ACTIVITIES", activity, "CLAIMS_TABLE", claims.getTableName()));
    }

    String activity() {
        return activity;
    }

    /** The placeholders that step-function-activities.json has besides those of step-function.json. */
    Map<String, String> substitutions() {
        return substitutions;
    }

    /** Two calls a minute: one checks claims, one starts tasks. */
    void schedule(Schedules schedules, Roles roles) {
        Role role = schedules.role(
                roles,
                "glue-runner-schedule",
                Stream.of(Permissions.allow(List.of("lambda:InvokeFunction"), List.of(function.getAttrArn()))));
        for (String tick : List.of("check", "start")) {
            schedules.everyMinute(
                    "GlueRunner-" + tick,
                    "glue-runner-" + tick,
                    role,
                    function.getAttrArn(),
                    Map.of("input", Map.of("tick", tick)));
        }
    }
}
