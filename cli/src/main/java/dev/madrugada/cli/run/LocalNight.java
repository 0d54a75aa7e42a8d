package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.dataset.PublishedDatasets;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs one night on a running stack: uploads the input, executes the state machine, and writes the summary. */
final class LocalNight {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI BUCKET = URI.create("s3://" + WorkFolder.BUCKET + "/");
    private static final URI DATASETS = BUCKET.resolve("datasets/");
    private static final LakeLayout LAKE = new LakeLayout(BUCKET.resolve("lake/"));
    private static final int RETRY_MILLIS = 500;
    private static final int WAIT_MILLIS = 1_000;
    private static final String MAIL_SENDER = "madrugada@example.com";
    private static final String DATA_TEAM = "data-team@example.com";

    private final StageResources resources;
    private final NightOptions options;
    private final StackClient client;
    private final DatasetFolder folder;
    private final DatasetContract contract;
    private final LocalSource source;

    /** @param options name a dataset whose folder has passed the check */
    LocalNight(StageResources resources, NightOptions options) {
        this.resources = resources;
        this.options = options;
        this.client = new StackClient(resources.stack().aws());
        try (AwsObjectStore files = new AwsObjectStore(new AwsClients(Map.of()))) {
            this.folder = DatasetFolder.read(files, FolderUri.of(options.dataset()));
        }
        this.contract = folder.contract();
        this.source = LocalSource.of(
                contract.source(), client, () -> new AwsClients(resources.environment()), resources.work());
    }

    /** The result of a night. */
    record Ended(NightSummary summary, int exitStatus) {}

    Ended run() {
        LocalStackEndpoints stack = resources.stack();
        // The SDK's credential chain reads these properties first, so it never uses the user's credentials.
        System.setProperty("aws.accessKeyId", stack.accessKey());
        System.setProperty("aws.secretAccessKey", stack.secretKey());
        System.clearProperty("aws.sessionToken");
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(resources.environment()))) {
            return night(store, fill(store));
        }
    }

    /** Publishes the dataset in the bucket and puts the records into the source. */
    private DayInput.Held fill(AwsObjectStore store) {
        NightConsole console = resources.console();
        console.start("filling S3 and " + source.service());
        CompletableFuture<Void> schema = CompletableFuture.runAsync(
                () -> new NightWarehouse(resources.stack().redshift()).ensureSchema(contract.warehouse()));
        CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
            var unused = new PublishedDatasets(store, DATASETS).publish(folder);
        });
        Instant startsAt = options.startsAt(contract.eventTime().zone());
        if (!startsAt.equals(options.startsAt(ZoneOffset.UTC))) {
            // The stack was started before the contract was read.
            client.setClock(startsAt);
        }
        DayInput.Held held = new DayInput(
                        source,
                        resources.work(),
                        options,
                        () -> new LakeFiles(store).forgetRaw(LAKE, contract.dataset(), arrivalDay()))
                .put(contract);
        schema.join();
        published.join();
        console.finish("done");
        console.line("  " + source.held(held.records(), options.date()));
        return held;
    }

    private ArrivalDay arrivalDay() {
        return new ArrivalDay(options.date(), contract.eventTime().zone());
    }

    private URI dataset() {
        return DATASETS.resolve(contract.dataset() + "/");
    }

    private Ended night(AwsObjectStore store, DayInput.Held held) {
        NightEvents events = new NightEvents(resources.work().logs().resolve("events.ndjson"));
        RunRecords records = new RunRecords(store, LAKE);
        StageKiller killer = new StageKiller(
                options.kill(),
                client,
                store,
                new StageKiller.Lake(LAKE.root(), contract.dataset(), options.date()),
                resources.console(),
                events);
        NightTasks tasks = new NightTasks(
                resources.with(source.environment()),
                client,
                killer,
                events,
                stage -> runIdOf(records, stage),
                held.bytes());
        if (options.through() == NightOptions.Through.ACTIVITIES) {
            ActivityTasks activities = tasks.startActivities();
            try {
                return executed(store, records, tasks, events);
            } finally {
                activities.stop();
            }
        }
        return executed(store, records, tasks, events);
    }

    private Ended executed(AwsObjectStore store, RunRecords records, NightTasks tasks, NightEvents events) {
        Interpreter interpreter = new Interpreter(resources.root().resolve("scripts/local"));
        StateMachineProcess.Outcome outcome = new StateMachineProcess(
                        interpreter.program(),
                        resources.environment(),
                        resources.work().log("interpreter"))
                .run(execution(), tasks, (type, state) -> {
                    if (type.equals("StateEntered")) {
                        events.add("state-entered", NightEvents.details().put("state", state));
                    }
                });
        NightSummary summary = concluded(store, records, tasks, outcome);
        return new Ended(summary, outcome.succeeded() ? 0 : tasks.category().exitStatus());
    }

    /** The id of the run that did a stage's work. */
    private Optional<String> runIdOf(RunRecords records, String stage) {
        return NightRecords.stage(stage)
                .flatMap(recorded -> records.find(contract.dataset(), options.date(), recorded))
                .map(RunRecord::runId);
    }

    private StateMachineProcess.Execution execution() {
        try {
            JsonNode definition =
                    JSON.readTree(filled(Files.readString(resources.root().resolve(machine()))));
            ObjectNode input = JSON.createObjectNode()
                    .put("dataset", dataset().toString())
                    .put("date", options.date().toString())
                    .put("lake", LAKE.root().toString())
                    .put("force", String.valueOf(options.isForced()))
                    .put("now", options.startsAt(contract.eventTime().zone()).toString());
            String name = "local-" + Instant.now().toString().replaceAll("[^0-9TZ]", "");
            return new StateMachineProcess.Execution(definition, input, name, WAIT_MILLIS, RETRY_MILLIS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String machine() {
        return switch (options.through()) {
            case SYNC -> "step-function.json";
            case ACTIVITIES -> "lambdas/glue-runner/step-function-activities.json";
        };
    }

    /** The definition with the addresses that a deployment would set. */
    private static String filled(String definition) {
        return definition.replace("${MailSender}", MAIL_SENDER).replace("${DataTeam}", DATA_TEAM);
    }

    /** Reads the results of the stages and writes summary.json. */
    private NightSummary concluded(
            AwsObjectStore store, RunRecords records, NightTasks tasks, StateMachineProcess.Outcome outcome) {
        List<StageResult> results = tasks.results();
        NightRecords own = NightRecords.of(records, contract.dataset(), options.date(), tasks.runId(), results);
        List<StageResult> stages = results.stream()
                .map(result -> result.skippedIf(own.isSkipped(result)))
                .toList();
        boolean isLoaded = stages.stream().anyMatch(result -> result.stage().equals("load") && result.hasSucceeded());
        List<String> names = NightSummary.partitions(own, Map.of()).stream()
                .map(NightSummary.LoadedPartition::partition)
                .toList();
        Map<String, Long> loaded = isLoaded
                ? new NightWarehouse(resources.stack().redshift()).counts(contract.warehouse(), names)
                : Map.of();
        List<NightSummary.LoadedPartition> partitions = NightSummary.partitions(own, loaded);
        NightSummary summary = new NightSummary(
                contract.dataset(),
                options.date(),
                tasks.runId(),
                stages,
                NightSummary.counts(own, partitions, isLoaded),
                partitions,
                NightSummary.refusals(own),
                NightSummary.warnings(own, warnedRules(tasks)),
                report(store, tasks, outcome),
                failure(tasks.lastFailed(), stages, outcome));
        try {
            Files.writeString(resources.work().summary(), summary.json().toPrettyString() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return summary;
    }

    private static List<String> warnedRules(NightTasks tasks) {
        List<String> rules = new ArrayList<>();
        tasks.answer("gate").ifPresent(gate -> gate.path("warned-rules").forEach(rule -> rules.add(rule.asText())));
        return rules;
    }

    private NightSummary.ReportFiles report(
            AwsObjectStore store, NightTasks tasks, StateMachineProcess.Outcome outcome) {
        Path folder = resources
                .work()
                .path()
                .resolve("reports")
                .resolve(contract.dataset())
                .resolve("dt=" + options.date());
        try {
            WorkFolder.remove(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (!outcome.succeeded()) {
            return NightSummary.ReportFiles.NONE;
        }
        Optional<String> url = tasks.answer("report")
                .flatMap(answer -> Optional.ofNullable(answer.path("url").textValue()));
        return new LakeFiles(store).report(LAKE, contract.dataset(), options.date(), folder, url);
    }

    private static Optional<NightSummary.Failure> failure(
            Optional<String> lastFailed, List<StageResult> stages, StateMachineProcess.Outcome outcome) {
        if (outcome.succeeded()) {
            return Optional.empty();
        }
        return Optional.of(new NightSummary.Failure(
                lastFailed.filter(stage ->
                        stages.stream().anyMatch(result -> result.stage().equals(stage) && !result.hasSucceeded())),
                outcome.error(),
                NightSummary.Failure.plainMessage(outcome.cause())));
    }
}
