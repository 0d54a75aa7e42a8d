package dev.madrugada.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;

/** Makes state machines: they log every event and are traced. */
final class StateMachines extends Construct {
    private final Names names;
    private final LogGroup log;

    StateMachines(Construct scope, Names names, LogGroup log) {
        super(scope, "StateMachines");
        this.names = names;
        this.log = log;
    }

    CfnStateMachine of(String id, String name, Role role, String definition, Map<String, String> substitutions) {
        CfnStateMachine.Builder machine = CfnStateMachine.Builder.create(this, id)
                .stateMachineName(names.of(name))
                .stateMachineType("STANDARD")
                .roleArn(role.getRoleArn())
                .definitionString(definition)
                .loggingConfiguration(CfnStateMachine.LoggingConfigurationProperty.builder()
                        .level("ALL")
                        .includeExecutionData(true)
                        .destinations(List.of(CfnStateMachine.LogDestinationProperty.builder()
                                .cloudWatchLogsLogGroup(CfnStateMachine.CloudWatchLogsLogGroupProperty.builder()
                                        .logGroupArn(log.getLogGroupArn())
                                        .build())
                                .build()))
                        .build())
                .tracingConfiguration(CfnStateMachine.TracingConfigurationProperty.builder()
                        .enabled(true)
                        .build());
        return substitutions.isEmpty()
                ? machine.build()
                : machine.definitionSubstitutions(substitutions).build();
    }

    String arn(String name) {
        return Names.arn("states", "stateMachine:" + names.of(name));
    }

    /** What Step Functions calls as every machine: log delivery and traces. */
    static Stream<PolicyStatement> ofStepFunctions() {
        return Stream.of(UnscopedActions.LOG_DELIVERY.statement(), UnscopedActions.TRACES.statement());
    }
}
