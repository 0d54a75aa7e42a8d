package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The alarms. Each tells the topic of operations. */
final class Alarms extends Construct {
    /** The namespace of metrics that are counted in logs, or printed by the gate. */
    static final String NAMESPACE = "Madrugada";

    private static final Duration DAY = Duration.days(1);
    private static final Duration HOUR = Duration.hours(1);
    private static final Duration TEN_MINUTES = Duration.minutes(10);
    private static final int MILLISECONDS_OF_A_MINUTE = 60_000;
    private static final int LONGEST_CLAIM_MINUTES = 360;

    /** A night reads up to 25 hours back, and catches up on earlier days; a stream of less than 48 h has no time for it. */
    private static final int OLDEST_RECORD_HOURS = 36;

    private final Names names;
    private final SnsAction tell;

    Alarms(Construct scope, Names names, ITopic operations) {
        super(scope, "Alarms");
        this.names = names;
        this.tell = new SnsAction(operations);
    }

    /** The alarms of a dataset's state machine, and of its stream if it reads one. */
    void ofNight(Dataset dataset, String machine, @Nullable String stream) {
        Map<String, String> ofMachine = Map.of("StateMachineArn", machine);
        String night = Nights.name(dataset);
        alarm(
                dataset.key() + "-Overdue",
                night + "-overdue",
                "No night of this dataset succeeded within a day: the newest loaded day is older than it should be",
                metric("AWS/States", "ExecutionsSucceeded", ofMachine, "Sum", DAY),
                Bound.below(1).missingIsBad());
        alarm(
                dataset.key() + "-Failed",
                night + "-failed",
                "A night failed, timed out or was stopped",
                MathExpression.Builder.create()
                        .expression("failed + late + stopped")
                        .usingMetrics(new TreeMap<>(Map.of(
                                "failed", metric("AWS/States", "ExecutionsFailed", ofMachine, "Sum", TEN_MINUTES),
                                "late", metric("AWS/States", "ExecutionsTimedOut", ofMachine, "Sum", TEN_MINUTES),
                                "stopped", metric("AWS/States", "ExecutionsAborted", ofMachine, "Sum", TEN_MINUTES))))
                        .period(TEN_MINUTES)
                        .label("nights that ended badly")
                        .build(),
                Bound.atLeast(1));
        alarm(
                dataset.key() + "-Long",
                night + "-long",
                "A night took longer than usual; the metric exists once it has ended",
                metric("AWS/States", "ExecutionTime", ofMachine, "Maximum", HOUR),
                Bound.atLeast(Objects.requireNonNull(dataset.longestMinutes()) * MILLISECONDS_OF_A_MINUTE));
        alarm(
                dataset.key() + "-Quarantined",
                dataset.name() + "-quarantined",
                "A night quarantined a greater share of its records than usual",
                night("QuarantinedShare", dataset, HOUR),
                Bound.atLeast(Objects.requireNonNull(dataset.quarantinedPercent())));
        if (stream != null) {
            ofStream(dataset, stream);
        }
    }

    /** A metric that the gate prints for a night. A night that runs again prints it again. */
    Metric night(String name, Dataset dataset, Duration period) {
        return metric(
                NAMESPACE,
                name,
                Map.of("Environment", names.environment(), "Dataset", dataset.name()),
                "Maximum",
                period);
    }

    private void ofStream(Dataset dataset, String stream) {
        alarm(
                dataset.key() + "-IteratorAge",
                dataset.name() + "-iterator-age",
                "The oldest record read was older than a night on time reads: records may expire before they are read",
                metric(
                        "AWS/Kinesis",
                        "GetRecords.IteratorAgeMilliseconds",
                        Map.of("StreamName", stream),
                        "Maximum",
                        HOUR),
                Bound.atLeast(OLDEST_RECORD_HOURS * 60 * MILLISECONDS_OF_A_MINUTE));
    }

    /** The jobs warn of a stream that keeps its records for less than 48 hours. */
    void ofRetention(LogGroup jobs) {
        MetricFilter.Builder.create(this, "ShortRetentionWarnings")
                .logGroup(jobs)
                .filterPattern(FilterPattern.literal("ShortRetention"))
                .metricNamespace(NAMESPACE)
                .metricName(names.of("ShortRetention"))
                .metricValue("1")
                .build();
        alarm(
                "ShortRetention",
                "short-retention",
                "Ingest warned ShortRetention: raise the stream's retention, see docs/operations.md",
                metric(NAMESPACE, names.of("ShortRetention"), Map.of(), "Sum", HOUR),
                Bound.atLeast(1));
    }

    /** A schedule that could not start what it is for. */
    void ofUndelivered(Queue queue) {
        alarm(
                "Undelivered",
                "undelivered",
                "A schedule could not start a night; the message in the queue says why",
                metric(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        Map.of("QueueName", queue.getQueueName()),
                        "Maximum",
                        TEN_MINUTES),
                Bound.atLeast(1));
    }

    /** The alarms of docs/deploy.md for the glue-runner. */
    void ofGlueRunner() {
        String namespace = "Madrugada/GlueRunner";
        alarm(
                "RunnerStopped",
                "glue-runner-stopped",
                "The glue-runner has not run for 10 minutes: tasks are about to time out",
                metric(namespace, "Running", Map.of(), "SampleCount", TEN_MINUTES),
                Bound.below(1).missingIsBad());
        alarm(
                "RunnerErrors",
                "glue-runner-errors",
                "A service refuses calls of the glue-runner; its log names claim and error",
                metric(namespace, "Errors", Map.of(), "Minimum", TEN_MINUTES),
                Bound.atLeast(1));
        alarm(
                "RunnerClaim",
                "glue-runner-claim",
                "A claim of the glue-runner is not answered",
                metric(namespace, "OldestClaimAge", Map.of(), "Maximum", TEN_MINUTES),
                Bound.atLeast(LONGEST_CLAIM_MINUTES * 60));
        alarm(
                "RunnerPending",
                "glue-runner-pending",
                "Glue has started no run for 30 minutes: concurrency or quota",
                metric(namespace, "Pending", Map.of(), "Minimum", Duration.minutes(30)),
                Bound.atLeast(1));
    }

    static Metric metric(
            String namespace, String name, Map<String, String> dimensions, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }

    private record Bound(ComparisonOperator operator, Number value, TreatMissingData missing) {
        static Bound below(Number value) {
            return new Bound(ComparisonOperator.LESS_THAN_THRESHOLD, value, TreatMissingData.NOT_BREACHING);
        }

        static Bound atLeast(Number value) {
            return new Bound(
                    ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, value, TreatMissingData.NOT_BREACHING);
        }

        Bound missingIsBad() {
            return new Bound(operator, value, TreatMissingData.BREACHING);
        }
    }

    private void alarm(String id, String name, String description, IMetric metric, Bound bound) {
        Alarm.Builder.create(this, id)
                .alarmName(names.of(name))
                .alarmDescription(description)
                .metric(metric)
                .comparisonOperator(bound.operator())
                .threshold(bound.value())
                .evaluationPeriods(1)
                .treatMissingData(bound.missing())
                .build()
                .addAlarmAction(tell);
    }
}
