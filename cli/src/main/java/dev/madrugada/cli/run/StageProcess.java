package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.cli.stage.SparkSubmit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces {@code glue:startJobRun.sync} on this machine: runs the job through spark-submit, and builds the JobRun from
 * the job's exit status and termination log.
 *
 * @param bytes approximate size of the job's input
 */
record StageProcess(StageResources resources, String stage, JsonNode parameters, long bytes) implements StageAttempt {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COPY_ROLE = "arn:aws:iam::000000000000:role/madrugada-copy";
    /** Below this input size the JVM runs without its second compiler (C2), which takes half of a start's CPU time. */
    private static final long SMALL_BYTES = 64L << 20;

    @Override
    public JsonNode run(int attempt, Consumer<WatchedProcesses.Started> started) throws TaskException, IOException {
        Path termination = resources.work().task(stage + ".termination.json");
        Files.deleteIfExists(termination);
        ObjectNode arguments = arguments();
        Map<String, String> environment = resources.environmentAs(stage);
        environment.put("SPARK_SUBMIT_OPTS", jvmOptions(bytes) + environment.getOrDefault("SPARK_SUBMIT_OPTS", ""));
        SparkSubmit.Prepared prepared = new SparkSubmit(resources.root(), environment)
                .prepared(stage, words(arguments), SparkSubmit.Progress.ON, termination);
        WatchedProcesses.Started process = resources
                .processes()
                .start(
                        new WatchedProcesses.Start(
                                prepared.command(),
                                prepared.environment(),
                                resources.work().path(),
                                resources.work().log(stage)),
                        resources.console()::progress);
        started.accept(process);
        int status = process.ended().join();
        ObjectNode run = JSON.createObjectNode()
                .put("Id", "jr_" + stage + "_" + attempt)
                .put("JobName", parameters.path("JobName").asText())
                .put("Attempt", 0);
        run.set("Arguments", arguments);
        return jobRun(run, outcome(termination), status);
    }

    /** The job's arguments: Glue's DefaultArguments and those of the state machine. */
    private ObjectNode arguments() {
        ObjectNode arguments = JSON.createObjectNode();
        if (stage.equals("load")) {
            arguments.put("--warehouse-secret", resources.stack().warehouseSecret());
            arguments.put("--copy-role", COPY_ROLE);
        }
        parameters
                .path("Arguments")
                .fields()
                .forEachRemaining(given -> arguments.set(given.getKey(), given.getValue()));
        return arguments;
    }

    private static List<String> words(ObjectNode arguments) {
        List<String> words = new ArrayList<>();
        arguments.fields().forEachRemaining(given -> {
            words.add(given.getKey());
            words.add(given.getValue().asText());
        });
        return words;
    }

    static String jvmOptions(long bytes) {
        return bytes < SMALL_BYTES ? "-XX:TieredStopAtLevel=1 " : "";
    }

    private static Optional<JsonNode> outcome(Path termination) throws IOException {
        return Files.exists(termination) && Files.size(termination) > 0
                ? Optional.of(JSON.readTree(termination.toFile()))
                : Optional.empty();
    }

    /**
     * Builds the JobRun from the job's termination log, if there is one, and its exit status.
     *
     * @throws TaskException the error that Step Functions raises for a failed JobRun
     */
    static JsonNode jobRun(ObjectNode run, Optional<JsonNode> outcome, int status) throws TaskException {
        String state = outcome.map(left -> left.path("state").asText()).orElse("");
        if (state.equals("SUCCEEDED") && status == 0) {
            return run.put("JobRunState", "SUCCEEDED");
        }
        String message = state.equals("FAILED")
                ? "Exception in User Class: "
                        + outcome.get().path("error-class").asText() + " : "
                        + FunctionCall.oneLine(outcome.get().path("message").asText())
                : "Command failed with exit code " + status + ": the process left no word"
                        + (status > 128 ? ", it was killed" : "");
        throw new TaskException(
                "States.TaskFailed",
                run.put("JobRunState", "FAILED").put("ErrorMessage", message).toString());
    }
}
