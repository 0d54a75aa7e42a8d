package dev.madrugada.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.common.error.MadrugadaException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Does the runs that are started through the local stack's Glue: takes the stack's orders, runs the jobs through
 * spark-submit, and reports how they ended. A crawl succeeds at once and changes nothing.
 */
final class GlueWorker {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What Glue adds to a run's arguments. */
    private static final String JOB_RUN_ID = "--JOB_RUN_ID";

    private static final String JOB_NAME = "--JOB_NAME";

    private final StackClient stack;
    private final Jobs jobs;
    private final Map<String, WatchedProcesses.Started> running = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    /** Runs a job as a stage of the night. */
    @FunctionalInterface
    interface Jobs {
        JsonNode run(JsonNode startJobRun, Consumer<WatchedProcesses.Started> started) throws TaskException;
    }

    GlueWorker(StackClient stack, Jobs jobs) {
        this.stack = stack;
        this.jobs = jobs;
    }

    /** Takes orders on a thread of its own until {@link #stop}. */
    void start() {
        thread("glue-worker", this::takeOrders);
    }

    void stop() {
        isStopped = true;
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void takeOrders() {
        while (!isStopped) {
            JsonNode order;
            try {
                order = stack.nextGlueOrder();
            } catch (MadrugadaException gone) {
                // The stack has stopped before this thread.
                return;
            }
            String id = order.path("Id").asText();
            switch (order.path("order").asText()) {
                case "start-run" -> thread("job run " + id, () -> run(order, id));
                case "stop-run" -> stopped(id);
                case "start-crawl" -> stack.reportCrawl(order.path("CrawlId").asText(), "COMPLETED");
                default -> {}
            }
        }
    }

    private void run(JsonNode run, String id) {
        ObjectNode request = run.deepCopy();
        request.withObject("/Arguments")
                .put(JOB_RUN_ID, id)
                .put(JOB_NAME, run.path("JobName").asText());
        String state = "SUCCEEDED";
        String message = "";
        try {
            var unused = jobs.run(request, process -> {
                running.put(id, process);
                if (stopped.contains(id)) {
                    process.kill();
                }
            });
        } catch (TaskException failed) {
            state = "FAILED";
            message = errorMessage(failed);
        }
        running.remove(id);
        boolean wasStopped = stopped.remove(id) && state.equals("FAILED");
        stack.reportJobRun(id, wasStopped ? "STOPPED" : state, wasStopped ? "" : message);
    }

    /** Kills the run's process, also if it starts only after this order; the run has stopped when its process has ended. */
    private void stopped(String id) {
        stopped.add(id);
        WatchedProcesses.Started process = running.get(id);
        if (process != null) {
            process.kill();
        }
    }

    /** The ErrorMessage of a failed JobRun, which is the cause of the exception. */
    private static String errorMessage(TaskException failed) {
        String cause = String.valueOf(failed.getMessage());
        try {
            return JSON.readTree(cause).path("ErrorMessage").asText(cause);
        } catch (JsonProcessingException noJobRun) {
            return cause;
        }
    }
}
