package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.lambda.CfnFunction;

/**
 * What a night's state machine runs and notifies.
 *
 * @param functionsByPlaceholder by the name of the placeholder, such as {@code PlanFunction}
 * @param jobsByPlaceholder by the name of the placeholder, such as {@code IngestJob}
 * @param ownIngest the ingest jobs of datasets that do not use the shared one, by the datasets' keys
 */
record NightParts(
        Map<String, CfnFunction> functionsByPlaceholder,
        Map<String, CfnJob> jobsByPlaceholder,
        Map<String, CfnJob> ownIngest,
        Notifications notifications,
        String warehouseSecret) {
    static final String INGEST_JOB = "IngestJob";

    /** The ingest job of a dataset. */
    CfnJob ingest(Dataset dataset) {
        return ownIngest.getOrDefault(dataset.key(), Objects.requireNonNull(jobsByPlaceholder.get(INGEST_JOB)));
    }

    Map<String, String> substitutions(Dataset dataset) {
        Map<String, String> substitutions = new TreeMap<>(Map.of(
                "DataTopic", notifications.data().getTopicArn(),
                "OperationsTopic", notifications.operations().getTopicArn(),
                "WarehouseSecret", warehouseSecret));
        functionsByPlaceholder.forEach((name, function) -> substitutions.put(name, function.getAttrArn()));
        jobsByPlaceholder.forEach((name, job) -> substitutions.put(name, job.getRef()));
        substitutions.put(INGEST_JOB, ingest(dataset).getRef());
        return substitutions;
    }

    List<String> functions() {
        return new TreeMap<>(functionsByPlaceholder)
                .values().stream().map(CfnFunction::getAttrArn).toList();
    }

    List<String> jobs() {
        return Stream.of(jobsByPlaceholder, ownIngest)
                .flatMap(jobs -> new TreeMap<>(jobs).values().stream())
                .map(job -> Names.arn("glue", "job/" + job.getRef()))
                .toList();
    }

    List<String> topics() {
        return List.of(
                notifications.data().getTopicArn(), notifications.operations().getTopicArn());
    }
}
