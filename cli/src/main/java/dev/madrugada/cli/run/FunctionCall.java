package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.cli.stage.FunctionCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Replaces {@code lambda:invoke} on this machine: runs the handler from its fat JAR in a separate JVM. */
record FunctionCall(StageResources resources, String stage, JsonNode payload) implements StageAttempt {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WAREHOUSE_SECRET = "${WarehouseSecret}";

    @Override
    public JsonNode run(int attempt, Consumer<WatchedProcesses.Started> started) throws TaskException, IOException {
        Path event = resources.work().task(stage + ".event.json");
        Path result = resources.work().task(stage + ".result.json");
        Files.writeString(event, filled(payload).toPrettyString());
        Files.deleteIfExists(result);
        List<String> command = FunctionCommand.of(resources.root(), stage, event, result);
        WatchedProcesses.Started process = resources
                .processes()
                .start(
                        new WatchedProcesses.Start(
                                command,
                                resources.environmentAs(stage),
                                resources.work().path(),
                                resources.work().log(stage)),
                        progress -> {});
        started.accept(process);
        int status = process.ended().join();
        return answered(
                stage, Files.exists(result) ? Optional.of(JSON.readTree(result.toFile())) : Optional.empty(), status);
    }

    /** The event, with the placeholders that a deployment replaces filled with the stack's values. */
    private JsonNode filled(JsonNode given) throws IOException {
        return JSON.readTree(given.toString()
                .replace(
                        "\"" + WAREHOUSE_SECRET + "\"", "\"" + resources.stack().warehouseSecret() + "\""));
    }

    /**
     * The result of an invocation. A function that exits without an answer fails with Lambda's error Runtime.ExitError.
     *
     * @throws TaskException the error that Step Functions raises for a failed function
     */
    static JsonNode answered(String stage, Optional<JsonNode> answer, int status) throws TaskException {
        if (status == 0 && answer.isPresent()) {
            ObjectNode invocation = JSON.createObjectNode().put("ExecutedVersion", "$LATEST");
            invocation.set("Payload", answer.get());
            return invocation.put("StatusCode", 200);
        }
        if (answer.isPresent() && answer.get().path("errorType").isTextual()) {
            ObjectNode error = answer.get().deepCopy();
            error.put("errorMessage", oneLine(error.path("errorMessage").asText()));
            throw new TaskException(error.path("errorType").asText(), error.toString());
        }
        throw new TaskException(
                "Runtime.ExitError",
                JSON.createObjectNode()
                        .put("errorType", "Runtime.ExitError")
                        .put(
                                "errorMessage",
                                "the " + stage + " function ended with status " + status + " and no answer")
                        .toString());
    }

    /** Puts a message on one line, because the interpreter's wildcards, unlike AWS's, do not match line breaks. */
    static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ").trim();
    }
}
