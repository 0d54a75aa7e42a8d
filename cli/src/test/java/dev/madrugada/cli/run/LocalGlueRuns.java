package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Does the runs of a local stack's Glue jobs {@code madrugada-local-<stage>}: each is a process of spark-submit, as in a night
 * through activities. What a run reports can be broken.
 */
public final class LocalGlueRuns implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is wrong with the runs. */
    public enum Flaw {
        NONE,
        /** Glue reports an error of its own instead of the job's message. */
        HIDES_MESSAGES,
        /** The JVM of the first run does not start. */
        DOES_NOT_START,
        /** The first run ends; a later one does not, and is not stopped. */
        STOPS_LATE
    }

    private final Path root;
    private final WorkFolder work;
    private final LocalStackEndpoints endpoints;
    private final WatchedProcesses processes = new WatchedProcesses();
    private final GlueWorker worker;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private CountDownLatch late = new CountDownLatch(0);
    private Flaw flaw = Flaw.NONE;
    private int runs;

    /** Starts to do the runs. */
    public LocalGlueRuns(Path root, Path folder, LocalStackEndpoints endpoints) throws IOException {
        this.root = root;
        this.work = new WorkFolder(folder);
        this.endpoints = endpoints;
        Files.createDirectories(work.task("any").getParent());
        worker = new GlueWorker(new StackClient(endpoints.aws()), this::run);
        worker.start();
    }

    /** From now on, runs have this flaw and no other. */
    public synchronized void has(Flaw next) {
        late.countDown();
        late = new CountDownLatch(1);
        flaw = next;
        runs = 0;
    }

    private JsonNode run(JsonNode order, Consumer<WatchedProcesses.Started> started) throws TaskException {
        Flaw own;
        CountDownLatch end;
        boolean isFirst;
        synchronized (this) {
            own = flaw;
            end = late;
            isFirst = runs++ == 0;
        }
        try {
            return process(order, isFirst && own == Flaw.DOES_NOT_START ? "-XX:NoSuchOption" : "")
                    .run(1, started);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (TaskException failed) {
            errors.add(String.valueOf(failed.getMessage()));
            if (own == Flaw.STOPS_LATE && !isFirst) {
                awaitEnd(end);
            }
            throw own == Flaw.HIDES_MESSAGES ? hidden() : failed;
        }
    }

    /** The JobRun of each run that has failed or was killed, as JSON, before any flaw. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    private StageProcess process(JsonNode order, String jvmOption) {
        String job = order.path("JobName").asText();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.putAll(endpoints.environment());
        environment.put("SPARK_SUBMIT_OPTS", jvmOption);
        NightConsole quiet = new NightConsole(
                new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new NightConsole.Terminal(false, false, 80));
        return new StageProcess(
                new StageResources(root, work, endpoints, environment, processes, quiet),
                job.substring(job.lastIndexOf('-') + 1),
                order,
                0);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A message of Glue without the exception's. */
    private static TaskException hidden() {
        ObjectNode run = JSON.createObjectNode()
                .put("ErrorMessage", "Error Category: UNCLASSIFIED_ERROR; An error occurred while calling main");
        return new TaskException("States.TaskFailed", run.toString());
    }

    @Override
    public void close() {
        has(Flaw.NONE);
        worker.stop();
        processes.stop();
    }
}
