package dev.madrugada.infra.deployment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One environment: what the stack uses and what it makes. A resource that is not named is made. Strings may be CDK tokens,
 * such as the parameters of the template.
 *
 * @param environment part of every name, such as {@code prod}
 * @param permissionsBoundary ARN of a managed policy that bounds every role; null for none
 * @param jobs the size of a stage's job runs, by the stage's name; a stage that is missing has {@link JobSize#DEFAULT}
 */
public record Deployment(
        String environment,
        Artifacts artifacts,
        Lake lake,
        Warehouse warehouse,
        Network network,
        @Nullable String permissionsBoundary,
        Map<String, JobSize> jobs,
        List<Dataset> datasets,
        Operations operations) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Deployment {
        Objects.requireNonNull(environment, "environment is missing");
        Objects.requireNonNull(artifacts, "artifacts is missing: its bucket and prefix");
        lake = Objects.requireNonNullElse(lake, new Lake(null, null, null, null));
        warehouse = Objects.requireNonNullElse(warehouse, new Warehouse(null, null, null, null, null, null));
        network = Objects.requireNonNullElse(network, new Network(null, List.of(), List.of()));
        jobs = jobs == null ? Map.of() : Map.copyOf(jobs);
        datasets = datasets == null ? List.of() : List.copyOf(datasets);
        operations = Objects.requireNonNullElse(operations, Operations.DEFAULT);
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("datasets is missing or empty");
        }
        if (datasets.stream().map(Dataset::name).distinct().count() < datasets.size()) {
            throw new IllegalArgumentException("datasets has a name twice");
        }
        List<String> unknown = jobs.keySet().stream()
                .filter(stage -> !JobSize.STAGES.contains(stage))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("jobs has " + unknown + ", but the stages are " + JobSize.STAGES);
        }
    }

    public JobSize job(String stage) {
        return jobs.getOrDefault(stage, JobSize.DEFAULT);
    }
}
