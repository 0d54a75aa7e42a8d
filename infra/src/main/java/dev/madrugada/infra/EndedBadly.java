package dev.madrugada.infra;

import java.util.List;
import software.amazon.awscdk.services.events.CfnRule;
import software.constructs.Construct;

/** The rule that tells operations of executions that ended without success, also where the machine itself cannot. */
final class EndedBadly {
    private EndedBadly() {}

    static void in(
            Construct scope, Names names, NightDefinitions definitions, List<String> machines, String operationsTopic) {
        CfnRule.Builder.create(scope, "NightEndedBadly")
                .name(names.of("night-ended-badly"))
                .description("Madrugada: executions that failed, timed out or were stopped")
                .eventPattern(definitions.endedBadly(machines))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("operations")
                        .arn(operationsTopic)
                        .build()))
                .build();
    }
}
