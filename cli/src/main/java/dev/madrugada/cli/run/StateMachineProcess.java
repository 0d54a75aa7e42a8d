package dev.madrugada.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Executes a state machine by the interpreter, a Node process that exchanges JSON lines with this class. For each task
 * the interpreter sends a request, which this class handles in a thread of its own.
 */
public final class StateMachineProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path interpreter;
    private final Map<String, String> environment;
    private final Path log;

    /**
     * @param interpreter the program, {@code scripts/local/interpreter.mjs}
     * @param log the file for the interpreter's standard error
     */
    public StateMachineProcess(Path interpreter, Map<String, String> environment, Path log) {
        this.interpreter = interpreter;
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /**
     * The parameters of an execution.
     *
     * @param name the execution's name
     * @param waitMillis duration of each Wait state
     * @param retryMillis delay before each retry
     */
    public record Execution(JsonNode definition, JsonNode input, String name, int waitMillis, int retryMillis) {}

    /**
     * A task that the interpreter requests.
     *
     * @param timeout the state's time limit in seconds; empty for none
     * @param heartbeat the longest time without a heartbeat in seconds; empty for none
     */
    public record Task(
            String state, String resource, JsonNode parameters, OptionalInt timeout, OptionalInt heartbeat) {}

    /** Runs tasks. */
    @FunctionalInterface
    public interface Tasks {
        /** Runs a task and returns its output. */
        JsonNode run(Task task) throws TaskException;
    }

    /** The failure of a task: the error and the cause that Step Functions would raise. */
    public static final class TaskException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String error;

        public TaskException(String error, String cause) {
            super(cause);
            this.error = error;
        }

        public String error() {
            return error;
        }
    }

    /** Receives events: an event's type, such as StateEntered, and the state's name. */
    @FunctionalInterface
    public interface Events {
        void happened(String type, String state);
    }

    /**
     * The result of an execution.
     *
     * @param error empty if the execution succeeded
     * @param cause empty if the execution succeeded
     */
    public record Outcome(boolean succeeded, JsonNode output, String error, String cause) {}

    /** Executes the machine and waits for its end. */
    public Outcome run(Execution execution, Tasks tasks, Events events) {
        ProcessBuilder builder = new ProcessBuilder("node", interpreter.toString()).redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "task");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Process process = builder.start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    Writer words = process.outputWriter(StandardCharsets.UTF_8)) {
                say(words, begin(execution));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode message = JSON.readTree(line);
                    if (message.has("end")) {
                        return outcome(message);
                    } else if (message.has("event")) {
                        events.happened(
                                message.path("event").asText(),
                                message.path("state").asText());
                    } else {
                        threads.execute(() -> answer(message, tasks, words));
                    }
                }
                throw broken("its process ended with status " + process.waitFor());
            } finally {
                process.destroy();
            }
        } catch (IOException failed) {
            throw broken(String.valueOf(failed.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw broken("the run was interrupted");
        } finally {
            threads.shutdownNow();
        }
    }

    private static ObjectNode begin(Execution execution) {
        ObjectNode begin = JSON.createObjectNode();
        begin.set("definition", execution.definition());
        begin.set("input", execution.input());
        return begin.put("name", execution.name())
                .put("waitMillis", execution.waitMillis())
                .put("retryMillis", execution.retryMillis());
    }

    private static void answer(JsonNode message, Tasks tasks, Writer words) {
        ObjectNode answer =
                JSON.createObjectNode().put("task", message.path("task").asLong());
        try {
            answer.set(
                    "output",
                    tasks.run(new Task(
                            message.path("state").asText(),
                            message.path("resource").asText(),
                            message.path("parameters"),
                            number(message, "timeout"),
                            number(message, "heartbeat"))));
        } catch (TaskException failed) {
            answer.put("error", failed.error()).put("cause", failed.getMessage());
        } catch (RuntimeException | Error bug) {
            // Without an answer the interpreter would wait for ever.
            answer.put("error", "States.Runtime").put("cause", bug.toString());
        }
        try {
            say(words, answer);
        } catch (IOException gone) {
            // The thread that reads the interpreter's messages detects the interpreter's end.
        }
    }

    private static OptionalInt number(JsonNode message, String name) {
        return message.has(name) ? OptionalInt.of(message.path(name).intValue()) : OptionalInt.empty();
    }

    private static void say(Writer words, ObjectNode message) throws IOException {
        synchronized (words) {
            words.write(text(message));
            words.write('\n');
            words.flush();
        }
    }

    private static String text(ObjectNode message) throws JsonProcessingException {
        return JSON.writeValueAsString(message);
    }

    private static Outcome outcome(JsonNode message) {
        return new Outcome(
                message.path("end").asText().equals("succeeded"),
                message.path("output"),
                message.path("error").asText(),
                message.path("cause").asText());
    }

    private RuntimeException broken(String why) {
        return Fault.of(ErrorCode.InternalError)
                .at("the interpreter of step-function.json")
                .what("it did not come to an end")
                .because(why)
                .fix("see " + log)
                .exception();
    }
}
