package dev.madrugada.localstack.gluejob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Encoding;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Glue's jobs and their runs, in memory. A run is STARTING until the worker has taken its order, RUNNING until the
 * worker has reported its end, and STOPPING from BatchStopJobRun to that report. A run that is RUNNING for longer than
 * its {@code Timeout}, or that of its job, ends as TIMEOUT, and the worker is asked to stop it; every request looks for
 * such runs.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_JobRun.html">JobRun</a>
 */
final class JobRuns {
    private static final int PAGE = 200;
    private static final Set<String> LIVE = Set.of("STARTING", "RUNNING", "STOPPING", "WAITING");
    private static final List<String> COPIED = List.of(
            "Arguments",
            "Timeout",
            "MaxCapacity",
            "WorkerType",
            "NumberOfWorkers",
            "NotificationProperty",
            "ExecutionClass",
            "SecurityConfiguration");

    private final Definitions jobs = new Definitions("Job");
    private final List<ObjectNode> runs = new ArrayList<>();
    /** The end of the time of each run that is RUNNING, by the run's id. */
    private final Map<String, Instant> deadlines = new HashMap<>();

    private final Orders orders;
    private final Clock clock;

    JobRuns(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    ObjectNode createJob(Input input) throws ServiceException {
        String name = input.requiredText("Name");
        jobs.create(name, input.node().deepCopy());
        return object().put("Name", name);
    }

    /** The update is the whole new definition, as on AWS. */
    ObjectNode updateJob(Input input) throws ServiceException {
        String name = input.requiredText("JobName");
        ObjectNode update = input.requiredStructure("JobUpdate").node().deepCopy();
        jobs.replace(name, update.put("Name", name));
        return object().put("JobName", name);
    }

    ObjectNode deleteJob(Input input) throws ServiceException {
        String name = input.requiredText("JobName");
        jobs.delete(name);
        return object().put("JobName", name);
    }

    ObjectNode getJob(Input input) throws ServiceException {
        ObjectNode answer = object();
        answer.set("Job", jobs.require(input.requiredText("JobName")));
        return answer;
    }

    ObjectNode startJobRun(Input input) throws ServiceException {
        if (input.has("MaxCapacity") && (input.has("WorkerType") || input.has("NumberOfWorkers"))) {
            throw new ServiceException(
                    "InvalidInputException",
                    "Please do not set Max Capacity if using Worker Type and Number of Workers.");
        }
        return object().put("JobRunId", start(input.requiredText("JobName"), Optional.empty(), input.node()));
    }

    /** Starts a run of a job, for a request or for a trigger; returns its id. */
    synchronized String start(String job, Optional<String> trigger, JsonNode request) throws ServiceException {
        endLateRuns();
        int most = jobs.require(job)
                .path("ExecutionProperty")
                .path("MaxConcurrentRuns")
                .asInt(1);
        if (of(job).stream().filter(JobRuns::isLive).count() >= most) {
            throw new ServiceException("ConcurrentRunsExceededException", "Concurrent runs exceeded for " + job);
        }
        String id = "jr_" + UUID.randomUUID().toString().replace("-", "");
        ObjectNode run =
                object().put("Id", id).put("Attempt", 0).put("JobName", job).put("JobRunState", "STARTING");
        trigger.ifPresent(name -> run.put("TriggerName", name));
        COPIED.forEach(field -> Optional.ofNullable(request.get(field)).ifPresent(value -> run.set(field, value)));
        run.set("StartedOn", now());
        run.set("LastModifiedOn", now());
        runs.add(0, run);
        orders.add(Orders.Kind.START_RUN, run);
        return id;
    }

    synchronized ObjectNode getJobRun(Input input) throws ServiceException {
        endLateRuns();
        ObjectNode answer = object();
        answer.set(
                "JobRun",
                run(input.requiredText("JobName"), input.requiredText("RunId")).deepCopy());
        return answer;
    }

    /** The runs of a job, the newest first, in pages. */
    synchronized ObjectNode getJobRuns(Input input) throws ServiceException {
        endLateRuns();
        String job = input.requiredText("JobName");
        var unused = jobs.require(job);
        List<ObjectNode> all = of(job);
        int from = Integer.parseInt(input.text("NextToken").orElse("0"));
        int to = Math.min(all.size(), from + input.number("MaxResults").orElse(PAGE));
        ObjectNode answer = object();
        ArrayNode page = answer.putArray("JobRuns");
        all.subList(Math.min(from, to), to).forEach(run -> page.add(run.deepCopy()));
        return to < all.size() ? answer.put("NextToken", String.valueOf(to)) : answer;
    }

    synchronized ObjectNode batchStopJobRun(Input input) throws ServiceException {
        endLateRuns();
        String job = input.requiredText("JobName");
        ObjectNode answer = object();
        ArrayNode accepted = answer.putArray("SuccessfulSubmissions");
        ArrayNode errors = answer.putArray("Errors");
        for (Input each : input.list("JobRunIds")) {
            String id = each.node().asText();
            Optional<ObjectNode> run =
                    of(job).stream().filter(found -> is(found, id)).findFirst();
            if (run.filter(JobRuns::isLive).isPresent()) {
                run.get().put("JobRunState", "STOPPING");
                orders.add(Orders.Kind.STOP_RUN, run.get());
                accepted.addObject().put("JobName", job).put("JobRunId", id);
            } else {
                errors.addObject()
                        .put("JobName", job)
                        .put("JobRunId", id)
                        .putObject("ErrorDetail")
                        .put("ErrorCode", run.isPresent() ? "InvalidInputException" : "EntityNotFoundException");
            }
        }
        return answer;
    }

    /** Takes over a state that the worker reports; a run that has ended keeps its state. */
    synchronized void report(String id, String state, String errorMessage) throws ServiceException {
        endLateRuns();
        ObjectNode run = runs.stream()
                .filter(found -> is(found, id))
                .findFirst()
                .orElseThrow(() -> new ServiceException("EntityNotFoundException", "no job run " + id));
        boolean isStopping = run.path("JobRunState").asText().equals("STOPPING") && state.equals("RUNNING");
        if (!isLive(run) || isStopping) {
            return;
        }
        enter(run, state);
        if (!errorMessage.isEmpty()) {
            run.put("ErrorMessage", errorMessage);
        }
    }

    private void enter(ObjectNode run, String state) {
        String id = run.path("Id").asText();
        run.put("JobRunState", state);
        run.set("LastModifiedOn", now());
        if (!isLive(run)) {
            run.set("CompletedOn", now());
            deadlines.remove(id);
        } else if (state.equals("RUNNING")) {
            timeout(run)
                    .ifPresent(
                            limit -> deadlines.putIfAbsent(id, clock.instant().plus(limit)));
        }
    }

    /** The run's own limit, otherwise its job's. */
    private Optional<Duration> timeout(ObjectNode run) {
        int minutes = run.path("Timeout").asInt(timeoutOfJob(run.path("JobName").asText()));
        return minutes > 0 ? Optional.of(Duration.ofMinutes(minutes)) : Optional.empty();
    }

    private int timeoutOfJob(String job) {
        try {
            return jobs.require(job).path("Timeout").asInt();
        } catch (ServiceException deleted) {
            return 0;
        }
    }

    /** Ends the runs whose time is over, also those that are being stopped. */
    synchronized void endLateRuns() {
        Instant now = clock.instant();
        for (ObjectNode run : runs) {
            Instant deadline = deadlines.get(run.path("Id").asText());
            if (deadline != null && !now.isBefore(deadline)) {
                enter(run, "TIMEOUT");
                orders.add(Orders.Kind.STOP_RUN, run);
            }
        }
    }

    private ObjectNode run(String job, String id) throws ServiceException {
        return of(job).stream()
                .filter(found -> is(found, id))
                .findFirst()
                .orElseThrow(() -> new ServiceException(
                        "EntityNotFoundException", "Job run " + id + " of job " + job + " not found."));
    }

    private List<ObjectNode> of(String job) {
        return runs.stream()
                .filter(run -> run.path("JobName").asText().equals(job))
                .toList();
    }

    private static boolean is(ObjectNode run, String id) {
        return run.path("Id").asText().equals(id);
    }

    private static boolean isLive(ObjectNode run) {
        return LIVE.contains(run.path("JobRunState").asText());
    }

    private JsonNode now() {
        return Encoding.JSON.timestamp(clock.instant());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
