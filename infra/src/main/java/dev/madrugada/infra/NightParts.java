package dev.madrugada.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.lambda.CfnFunction;

/**
 * What a night's state machine runs and notifies.
 *
 * @param functionsByPlaceholder by the name of the placeholder, such as {@code PlanFunction}
 * @param jobsByPlaceholder by the name of the placeholder, such as {@code IngestJob}
 */
record NightParts(
        Map<String, CfnFunction> functionsByPlaceholder,
        Map<String, CfnJob> jobsByPlaceholder,
        Notifications notifications,
        String warehouseSecret) {
    Map<String, String> substitutions() {
        Map<String, String> substitutions = new TreeMap<>(Map.of(
                "DataTopic", notifications.data().getTopicArn(),
                "OperationsTopic", notifications.operations().getTopicArn(),
                "WarehouseSecret", warehouseSecret));
        functionsByPlaceholder.forEach((name, function) -> substitutions.put(name, function.getAttrArn()));
        jobsByPlaceholder.forEach((name, job) -> substitutions.put(name, job.getRef()));
        return substitutions;
    }

    List<String> functions() {
        return new TreeMap<>(functionsByPlaceholder)
                .values().stream().map(CfnFunction::getAttrArn).toList();
    }

    List<String> jobs() {
        return new TreeMap<>(jobsByPlaceholder)
                .values().stream()
                        .map(job -> Names.arn("glue", "job/" + job.getRef()))
                        .toList();
    }

    List<String> topics() {
        return List.of(
                notifications.data().getTopicArn(), notifications.operations().getTopicArn());
    }
}
