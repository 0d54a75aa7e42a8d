package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code scripts/run-local.sh} on a work folder, with the stack kept up so that the warehouse can be asked.
 *
 * @param calls gets the AWS calls of each night
 */
record RunLocal(Path work, RoleCalls calls) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MINUTES = 15;

    RunLocal(Path work) {
        this(work, RoleCalls.none());
    }

    /** How a call ended: its exit status and all it printed. */
    record Ended(int status, String console) {}

    Ended run(String... arguments) throws IOException, InterruptedException {
        return ended(start(arguments));
    }

    /** Starts a call; {@link #ended} waits for it. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Project.root().resolve("scripts/run-local.sh").toString(), "--work", work.toString(), "--keep"));
        command.addAll(List.of(arguments));
        Files.createDirectories(work);
        // Deletes the events of the previous call, so that they are not read as this call's events.
        Files.deleteIfExists(events());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console().toFile())
                .start();
    }

    Ended ended(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("run-local did not end; its console: " + Files.readString(console()));
        }
        // The next night replaces the file.
        recordCalls();
        return new Ended(process.exitValue(), Files.readString(console()));
    }

    /** Adds the AWS calls since the last night began, also those of other processes on its stack. */
    void recordCalls() throws IOException {
        Path recorded = work.resolve("logs/aws-calls.tsv");
        if (Files.exists(recorded)) {
            calls.add(recorded);
        }
    }

    private Path console() {
        return work.resolve("console.log");
    }

    /** What happened so far in this call or the last one, a JSON object a line. */
    Path events() {
        return work.resolve("logs/events.ndjson");
    }

    /** The events of one kind. */
    List<JsonNode> events(String kind) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        if (Files.exists(events())) {
            // The last line may be incomplete, since the call may still be writing it.
            String whole = Files.readString(events());
            for (String line : whole.substring(0, whole.lastIndexOf('\n') + 1).split("\n", -1)) {
                if (!line.isEmpty()) {
                    found.add(JSON.readTree(line));
                }
            }
        }
        return found.stream()
                .filter(event -> event.get("event").asText().equals(kind))
                .toList();
    }

    JsonNode summary() throws IOException {
        return json(work.resolve("summary.json"));
    }

    /** The names of the stages that were skipped. */
    List<String> skipped() throws IOException {
        List<String> names = new ArrayList<>();
        summary().get("stages").forEach(stage -> {
            if (stage.get("skipped").asBoolean()) {
                names.add(stage.get("stage").asText());
            }
        });
        return names;
    }

    /** A stage's entry in the summary. */
    JsonNode stage(String name) throws IOException {
        for (JsonNode stage : summary().get("stages")) {
            if (stage.get("stage").asText().equals(name)) {
                return stage;
            }
        }
        throw new IOException("the summary has no stage " + name);
    }

    JsonNode runRecord(String day, String stage) throws IOException {
        return json(lake("runs/flights/" + day + "/" + stage + ".json"));
    }

    /** An object of the lake, as the stack keeps it. */
    Path lake(String key) {
        return work.resolve("stack/s3/madrugada/lake/" + key);
    }

    Path reported(String kind) throws IOException {
        return Path.of(summary().get("report").get(kind).asText());
    }

    /** The stack that the last call kept up. */
    JsonNode stack() throws IOException {
        return json(work.resolve("stack.json"));
    }

    /** Stops the stack that was kept up, by its process id. */
    @Override
    public void close() throws IOException {
        if (Files.exists(work.resolve("stack.json"))) {
            Optional<ProcessHandle> stack = ProcessHandle.of(stack().get("pid").asLong());
            stack.ifPresent(ProcessHandle::destroy);
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }
}
