package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;

/**
 * The nightly state machines: one for each dataset with the same definition, so that alarms and executions are a dataset's.
 * Also the machine that starts a night whose schedule was skipped.
 */
final class Nights {
    private final StateMachines machines;
    private final String definition;
    private final Role role;
    private final NightParts parts;
    private final Map<String, String> more;

    /**
     * @param parts what the machines run and notify
     * @param more placeholders of the definition that the parts do not know
     * @param activity the activity of the glue-runner; null if Step Functions starts the jobs itself
     */
    Nights(
            StateMachines machines,
            Roles roles,
            String definition,
            NightParts parts,
            @Nullable String activity,
            Map<String, String> more) {
        this.machines = machines;
        this.definition = definition;
        this.parts = parts;
        this.more = Map.copyOf(more);
        Stream<PolicyStatement> jobs = activity == null ? Stream.of(runJobs(parts.jobs())) : Stream.of();
        this.role = roles.of(
                "night",
                "states",
                Stream.of(
                                Stream.of(
                                        Permissions.allow(List.of("lambda:InvokeFunction"), parts.functions()),
                                        Permissions.allow(List.of("sns:Publish"), parts.topics())),
                                jobs,
                                StateMachines.ofStepFunctions())
                        .flatMap(each -> each));
    }

    CfnStateMachine of(Dataset dataset) {
        Map<String, String> substitutions = new TreeMap<>(parts.substitutions(dataset));
        substitutions.putAll(more);
        return machines.of("Night-" + dataset.key(), name(dataset), role, definition, substitutions);
    }

    String arn(Dataset dataset) {
        return machines.arn(name(dataset));
    }

    static String name(Dataset dataset) {
        return dataset.name() + "-night";
    }

    /**
     * What {@code startJobRun.sync} needs.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html">the policy of its page</a>
     */
    private static PolicyStatement runJobs(List<String> jobs) {
        return Permissions.allow(
                List.of("glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"), jobs);
    }
}
