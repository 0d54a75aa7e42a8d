package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Artifacts;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The Lambda functions, with the memory and the time limits of docs/deploy.md. */
final class Functions extends Construct {
    private final Names names;
    private final Artifacts artifacts;
    private final LogGroups logs;

    /** What a function runs. The time limit is below that of its task in the state machine. */
    enum Code {
        PLAN("plan", "night-all.jar", "dev.madrugada.night.PlanHandler", 1024, 50),
        GATE("gate", "night-all.jar", "dev.madrugada.night.GateHandler", 1024, 580),
        FAILURE("failure", "night-all.jar", "dev.madrugada.night.FailureHandler", 1024, 50),
        REPORT("report", "report-all.jar", "dev.madrugada.report.ReportHandler", 2048, 580),
        GLUE_RUNNER("glue-runner", "glue-runner-all.jar", "dev.madrugada.runner.RunnerHandler", 1024, 180);

        private final String name;
        private final String jar;
        private final String handler;
        private final int memory;
        private final int seconds;

        Code(String name, String jar, String handler, int memory, int seconds) {
            this.name = name;
            this.jar = jar;
            this.handler = handler;
            this.memory = memory;
            this.seconds = seconds;
        }

        String text() {
            return name;
        }
    }

    Functions(Construct scope, Names names, Artifacts artifacts, LogGroups logs) {
        super(scope, "Functions");
        this.names = names;
        this.artifacts = artifacts;
        this.logs = logs;
    }

    CfnFunction of(Code code, Role role, Map<String, String> environment) {
        return builder(code, role, environment).build();
    }

    CfnFunction inVpc(Code code, Role role, WarehouseNetwork network) {
        return builder(code, role, Map.of())
                .vpcConfig(CfnFunction.VpcConfigProperty.builder()
                        .subnetIds(network.subnets())
                        .securityGroupIds(network.securityGroups())
                        .build())
                .build();
    }

    private CfnFunction.Builder builder(Code code, Role role, Map<String, String> environment) {
        LogGroup group = logs.of(code.name);
        CfnFunction.Builder function = CfnFunction.Builder.create(this, code.name)
                .functionName(names.of(code.name))
                .description("Madrugada: " + code.name)
                .runtime("java17")
                .architectures(List.of("x86_64"))
                .handler(code.handler)
                .code(CfnFunction.CodeProperty.builder()
                        .s3Bucket(artifacts.bucket())
                        .s3Key(artifacts.key("jars/" + code.jar))
                        .build())
                .role(role.getRoleArn())
                .memorySize(code.memory)
                .timeout(code.seconds)
                .tracingConfig(CfnFunction.TracingConfigProperty.builder()
                        .mode("Active")
                        .build())
                .loggingConfig(CfnFunction.LoggingConfigProperty.builder()
                        .logGroup(group.getLogGroupName())
                        .build());
        return environment.isEmpty()
                ? function
                : function.environment(CfnFunction.EnvironmentProperty.builder()
                        .variables(environment)
                        .build());
    }
}
