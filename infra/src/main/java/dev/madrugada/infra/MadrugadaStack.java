package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;

/** An environment: everything that the nights of its datasets need, of which some may exist already. */
final class MadrugadaStack extends Stack {
    private final Deployment deployment;
    private final Names names;
    private final NightDefinitions definitions;
    private final LakeStorage lake;

    /**
     * @param plan answers the deployment within the stack, so that it can have the stack's parameters
     * @param root the repository or an unpacked package, which has the definitions
     */
    MadrugadaStack(Construct scope, String id, DeploymentPlan plan, Path root) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("Madrugada: Kinesis to Redshift, every night")
                        // The template has no assets, so it can be deployed by CloudFormation alone.
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(false)
                                .build())
                        .build());
        this.deployment = plan.of(this);
        this.names = new Names(deployment.environment());
        this.definitions = new NightDefinitions(root);
        this.lake = new LakeStorage(this, deployment.lake(), deployment.datasets());
        if (deployment.permissionsBoundary() != null) {
            PermissionsBoundary.of(this)
                    .apply(ManagedPolicy.fromManagedPolicyArn(this, "Boundary", deployment.permissionsBoundary()));
        }
        build();
        NagReasons.ofWildcards(this);
    }

    private void build() {
        Key key = OperationsKey.in(this, names);
        LogGroups logs = new LogGroups(
                this, names, key, Objects.requireNonNull(deployment.operations().logDays()));
        Roles roles = new Roles(this, names);
        Access access = new Access(roles, new Permissions(lake));
        WarehouseNetwork network = new WarehouseNetwork(this, names, deployment.network(), logs);
        RedshiftWarehouse warehouse = new RedshiftWarehouse(this, names, deployment.warehouse(), network, access);
        Notifications notifications = new Notifications(this, names, deployment.operations(), key);
        Streams streams = new Streams(this, deployment.datasets());
        StageRoles stageRoles = new StageRoles(access, names, deployment.artifacts(), deployment.datasets());

        GlueJobs glue = new GlueJobs(this, names, deployment);
        Map<String, CfnJob> jobs = jobs(glue, stageRoles, streams, warehouse, network);
        Functions functions = new Functions(this, names, deployment.artifacts(), logs);
        KafkaIngest kafka = new KafkaIngest(this, names, deployment.datasets(), stageRoles, glue);
        NagReasons.JOB_LOGS.on(glue);
        NagReasons.JOB_BOOKMARKS.on(glue);
        NightParts parts = new NightParts(
                functions(functions, stageRoles, warehouse, network),
                jobs,
                kafka.jobs(),
                notifications,
                warehouse.secretArn());
        Schedules schedules = new Schedules(this, names, key);
        Alarms alarms = new Alarms(this, names, notifications.operations());
        StateMachines machines = new StateMachines(this, names, logs.vended("executions"));
        Nights nights = nights(machines, roles, parts, stageRoles, functions, schedules, alarms);

        starts(machines, roles, nights, schedules, warehouse, parts);
        NightDashboard dashboard = new NightDashboard(this, names);
        List<String> arns = deployment.datasets().stream()
                .map(dataset -> {
                    CfnStateMachine machine = nights.of(dataset);
                    alarms.ofNight(dataset, machine.getRef(), streams.name(dataset));
                    dashboard.add(dataset, machine.getRef(), streams.name(dataset), alarms);
                    return machine.getRef();
                })
                .toList();
        EndedBadly.in(this, names, definitions, arns, notifications.operations().getTopicArn());
        LogGroup jobLog = logs.of("jobs");
        alarms.ofRetention(jobLog);
        alarms.ofUndelivered(schedules.undelivered());
        NagReasons.JAVA_17.on(functions);
        outputs(warehouse, network);
    }

    private Map<String, CfnJob> jobs(
            GlueJobs jobs, StageRoles roles, Streams streams, RedshiftWarehouse warehouse, WarehouseNetwork network) {
        List<String> sourceRoles = deployment.datasets().stream()
                .map(Dataset::sourceRole)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new TreeMap<>(Map.of(
                NightParts.INGEST_JOB,
                jobs.job("ingest", roles.ingest(streams.arns(), sourceRoles)),
                "TransformJob",
                jobs.job("transform", roles.transform()),
                "QualityJob",
                jobs.job("quality", roles.quality()),
                "LoadJob",
                jobs.load(roles.load(warehouse, network), warehouse, network)));
    }

    private Map<String, CfnFunction> functions(
            Functions functions, StageRoles roles, RedshiftWarehouse warehouse, WarehouseNetwork network) {
        List<String> senders = MailIdentities.of(deployment.operations().sender());
        return Map.of(
                "PlanFunction",
                functions.of(Functions.Code.PLAN, roles.plan(warehouse, MailIdentities.ANY), Map.of()),
                "GateFunction",
                functions.of(
                        Functions.Code.GATE, roles.gate(), Map.of("METRICS_ENVIRONMENT", deployment.environment())),
                "FailureFunction",
                functions.of(Functions.Code.FAILURE, roles.failure(), Map.of()),
                "ReportFunction",
                functions.inVpc(Functions.Code.REPORT, roles.report(warehouse, senders), network));
    }

    private Nights nights(
            StateMachines machines,
            Roles roles,
            NightParts parts,
            StageRoles stageRoles,
            Functions functions,
            Schedules schedules,
            Alarms alarms) {
        if (!deployment.operations().hasGlueRunner()) {
            return new Nights(machines, roles, definitions.night(), parts, null, Map.of());
        }
        GlueRunner runner = new GlueRunner(this, names, deployment.operations(), parts.jobs(), stageRoles, functions);
        runner.schedule(schedules, roles);
        alarms.ofGlueRunner();
        return new Nights(
                machines, roles, definitions.nightWithActivities(), parts, runner.activity(), runner.substitutions());
    }

    /** The schedules of all datasets, and the machine of their second starts. */
    private void starts(
            StateMachines machines,
            Roles roles,
            Nights nights,
            Schedules schedules,
            RedshiftWarehouse warehouse,
            NightParts parts) {
        List<String> arns = deployment.datasets().stream().map(nights::arn).toList();
        Role starter = roles.of(
                "second-start",
                "states",
                Stream.concat(
                        Stream.of(Permissions.allow(List.of("states:ListExecutions", "states:StartExecution"), arns)),
                        StateMachines.ofStepFunctions()));
        CfnStateMachine second =
                machines.of("SecondStart", "second-start", starter, NightDefinitions.startIfMissing(), Map.of());
        Role starts = schedules.role(
                roles,
                "schedule",
                Stream.of(Permissions.allow(
                        List.of("states:StartExecution"),
                        Stream.concat(arns.stream(), Stream.of(second.getRef())).toList())));
        for (Dataset dataset : deployment.datasets()) {
            Map<String, String> input = new TreeMap<>(warehouse.address());
            input.putAll(stageInput(dataset));
            schedules.night(dataset, starts, nights.arn(dataset), input);
            schedules.secondStart(dataset, starts, second.getRef(), nights.arn(dataset), input);
        }
        hourly(roles, schedules, parts);
    }

    private void hourly(Roles roles, Schedules schedules, NightParts parts) {
        List<Dataset> datasets =
                deployment.datasets().stream().filter(Dataset::readsHourly).toList();
        if (datasets.isEmpty()) {
            return;
        }
        Role role = schedules.role(
                roles,
                "hourly",
                Stream.of(Permissions.allow(
                        List.of("glue:StartJobRun"),
                        datasets.stream()
                                .map(dataset -> Names.arn(
                                        "glue", "job/" + parts.ingest(dataset).getRef()))
                                .distinct()
                                .toList())));
        for (Dataset dataset : datasets) {
            Map<String, String> arguments = new TreeMap<>();
            stageInput(dataset).forEach((name, value) -> arguments.put("--" + name, value));
            arguments.put("--hourly", "true");
            arguments.put("--run-id", "hourly-<aws.scheduler.execution-id>");
            schedules.hourly(dataset, role, parts.ingest(dataset).getRef(), arguments);
        }
    }

    private Map<String, String> stageInput(Dataset dataset) {
        Map<String, String> input = new TreeMap<>(Map.of(
                "dataset", lake.datasetUri(dataset.name()),
                "lake", lake.uri()));
        if (dataset.sourceRole() != null) {
            input.put("role-arn", dataset.sourceRole());
        }
        return input;
    }

    private void outputs(RedshiftWarehouse warehouse, WarehouseNetwork network) {
        output("LakeUri", lake.uri(), "The lake");
        output(
                "DatasetsUri",
                "s3://" + lake.bucket() + "/datasets/",
                "Publish datasets here: scripts/madrugada dataset publish --to");
        output("CopyRoleArn", warehouse.copyRoleArn(), "Attach this role to an existing cluster or namespace");
        output(
                "SecurityGroup",
                network.securityGroups().get(0),
                "The warehouse must let this group in on port " + RedshiftWarehouse.PORT);
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
