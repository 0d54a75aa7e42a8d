package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The schedules of EventBridge Scheduler, in the dataset's zone, and the queue of starts that failed.
 *
 * <p>Scheduler skips a local time that does not exist: there is no 02:00 in Madrid on a Sunday in March. Therefore a second
 * schedule at 03:30 starts the night if the first has not.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">daylight saving time</a>
 */
final class Schedules extends Construct {
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";
    private static final Duration KEPT = Duration.days(14);

    private final Names names;
    private final CfnScheduleGroup group;
    private final Queue undelivered;

    Schedules(Construct scope, Names names, IKey key) {
        super(scope, "Schedules");
        this.names = names;
        this.group = CfnScheduleGroup.Builder.create(this, "Group")
                .name(names.of("schedules"))
                .build();
        this.undelivered = Queue.Builder.create(this, "Undelivered")
                .queueName(names.of("undelivered"))
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .enforceSsl(true)
                .retentionPeriod(KEPT)
                .build();
        NagReasons.IS_DEAD_LETTER_QUEUE.on(undelivered);
    }

    Queue undelivered() {
        return undelivered;
    }

    /** A role that starts what these statements allow. */
    Role role(Roles roles, String name, Stream<PolicyStatement> statements) {
        return roles.of(
                name,
                "scheduler",
                Stream.concat(
                        statements,
                        Stream.of(Permissions.allow(List.of("sqs:SendMessage"), List.of(undelivered.getQueueArn())))));
    }

    /** The night at 02:00 in the dataset's zone, started directly. */
    void night(Dataset dataset, Role role, String machine, Map<String, String> input) {
        schedule(
                dataset.key() + "-Night",
                dataset.name() + "-night",
                When.at("cron(0 2 * * ? *)", dataset.zone()),
                new Target(machine, role, json(timed(input))));
    }

    /** The second start at 03:30, which the starter drops if the first was. */
    void secondStart(Dataset dataset, Role role, String starter, String machine, Map<String, String> input) {
        schedule(
                dataset.key() + "-SecondStart",
                dataset.name() + "-second-start",
                When.at("cron(30 3 * * ? *)", dataset.zone()),
                new Target(starter, role, json(Map.of("machine", machine, "input", timed(input)))));
    }

    /** Ten minutes after each hour: an hour's records have settled after five. */
    void hourly(Dataset dataset, Role role, String job, Map<String, String> arguments) {
        Map<String, Object> run = Map.of("JobName", job, "Arguments", arguments);
        schedule(
                dataset.key() + "-Hourly",
                dataset.name() + "-hourly",
                When.at("cron(10 * * * ? *)", "UTC"),
                new Target("arn:aws:scheduler:::aws-sdk:glue:startJobRun", role, json(run)));
    }

    /** Every minute. */
    void everyMinute(String id, String name, Role role, String function, Map<String, Object> event) {
        schedule(id, name, When.at("rate(1 minute)", "UTC"), new Target(function, role, json(event)));
    }

    private record When(String expression, String zone) {
        static When at(String expression, String zone) {
            return new When(expression, zone);
        }
    }

    private record Target(String arn, Role role, String input) {}

    private void schedule(String id, String name, When when, Target target) {
        CfnSchedule.Builder.create(this, id)
                .name(names.of(name))
                .groupName(group.getRef())
                .scheduleExpression(when.expression())
                .scheduleExpressionTimezone(when.zone())
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(target.arn())
                        .roleArn(target.role().getRoleArn())
                        .input(target.input())
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(undelivered.getQueueArn())
                                .build())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(3600)
                                .maximumRetryAttempts(20)
                                .build())
                        .build())
                .build();
    }

    private static Map<String, String> timed(Map<String, String> input) {
        Map<String, String> timed = new TreeMap<>(input);
        timed.put("time", SCHEDULED_TIME);
        return timed;
    }

    private String json(Map<String, ?> value) {
        return Stack.of(this).toJsonString(new TreeMap<>(value));
    }
}
