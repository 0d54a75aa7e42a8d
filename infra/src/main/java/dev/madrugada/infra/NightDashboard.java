package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/**
 * Two rows for each dataset: how its nights ended and how long they took; of a stream, what it received and how old its
 * reads were; what became of a night's records.
 */
final class NightDashboard {
    private static final Duration DAY = Duration.days(1);
    private static final Duration HOUR = Duration.hours(1);
    private static final int FULL_WIDTH = 24;
    private static final int QUARTER = 6;

    private final Dashboard dashboard;

    NightDashboard(Construct scope, Names names) {
        this.dashboard = Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName(names.of("nights"))
                .build();
    }

    /** @param alarms name the metrics of nights */
    void add(Dataset dataset, String machine, @Nullable String stream, Alarms alarms) {
        Map<String, String> ofMachine = Map.of("StateMachineArn", machine);
        dashboard.addWidgets(TextWidget.Builder.create()
                .markdown("# " + dataset.name())
                .width(FULL_WIDTH)
                .height(1)
                .build());
        List<IWidget> row = new ArrayList<>(List.of(
                graph(
                        "Nights",
                        List.of(
                                Alarms.metric("AWS/States", "ExecutionsSucceeded", ofMachine, "Sum", DAY),
                                Alarms.metric("AWS/States", "ExecutionsFailed", ofMachine, "Sum", DAY))),
                graph(
                        "Time of a night (ms)",
                        List.of(Alarms.metric("AWS/States", "ExecutionTime", ofMachine, "Maximum", DAY)))));
        if (stream != null) {
            row.addAll(ofStream(Map.of("StreamName", stream)));
        }
        dashboard.addWidgets(row.toArray(IWidget[]::new));
        dashboard.addWidgets(
                graph(
                        "Records of a night",
                        Stream.of("Read", "Raw", "Curated", "Quarantined", "Duplicates", "InputRefused")
                                .map(name -> alarms.night(name, dataset, DAY))
                                .toList()),
                graph("Quarantined records (%)", List.of(alarms.night("QuarantinedShare", dataset, DAY))));
    }

    private static List<IWidget> ofStream(Map<String, String> ofStream) {
        return List.of(
                graph(
                        "Records received",
                        List.of(Alarms.metric("AWS/Kinesis", "IncomingRecords", ofStream, "Sum", HOUR))),
                graph(
                        "Age of the oldest record read (ms)",
                        List.of(Alarms.metric(
                                "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", ofStream, "Maximum", HOUR))));
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .leftYAxis(YAxisProps.builder().min(0).build())
                .width(QUARTER)
                .build();
    }
}
