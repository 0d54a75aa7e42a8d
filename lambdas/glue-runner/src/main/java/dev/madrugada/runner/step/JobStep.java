package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.failure.CodedMessage;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.failure.RecordOfExecution;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.run.FailureRecords;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Glue job. If two runs of one claim exist, the run that took the claim in the lake is followed; the other has
 * stopped by itself before it read anything.
 *
 * <p>An error's name is the code of the job's failure record, otherwise the code in Glue's message, otherwise {@code
 * Glue.} with the state of the run.
 */
public final class JobStep implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(JobStep.class);
    /** Clocks of Glue and of this function may differ; runs that started long before the claim are not the claim's. */
    private static final Duration BEFORE_CLAIM = Duration.ofHours(1);

    private static final int LIVES = 1;

    private final GlueJobs jobs;
    private final Supplier<? extends ObjectStore> store;

    /** @param store the lake's; opened by the first job that has a lake */
    public JobStep(GlueJobs jobs, Supplier<? extends ObjectStore> store) {
        this.jobs = jobs;
        this.store = store;
    }

    @Override
    public void check(TaskInput input) {
        JobRequest request = JobRequest.parse(input.work());
        if (request.glueVersion().isEmpty()) {
            return;
        }
        Optional<String> version = jobs.version(request.jobName());
        if (version.isPresent() && !version.equals(request.glueVersion())) {
            throw TaskInput.problem(
                            "job.GlueVersion is " + request.glueVersion().get() + ", and the job " + request.jobName()
                                    + " is defined with " + version.get())
                    .exception();
        }
    }

    @Override
    public Optional<String> find(Claim claim, TaskInput input) {
        JobRequest request = JobRequest.parse(input.work());
        return holder(claim, request)
                .or(() -> runs(claim, request).stream()
                        .min(Comparator.comparing((JobRun run) -> rank(run))
                                .thenComparing(JobRun::startedOn)
                                .thenComparing(JobRun::id))
                        .map(JobRun::id));
    }

    private List<JobRun> runs(Claim claim, JobRequest request) {
        return jobs.runsOf(request.jobName(), claim.id(), claim.takenAt().minus(BEFORE_CLAIM));
    }

    /** A run that lives: if no run holds the claim in the lake yet, this one may take it. */
    private Optional<String> living(Claim claim, JobRequest request) {
        return runs(claim, request).stream()
                .filter(run -> rank(run) == LIVES)
                .map(JobRun::id)
                .findFirst();
    }

    /** A run that has succeeded before one that lives, and that before one that has failed. */
    private static int rank(JobRun run) {
        boolean hasSucceeded = run.state().filter(JobRunState.SUCCEEDED::equals).isPresent();
        return hasSucceeded ? 0 : hasFailed(run) ? 2 : LIVES;
    }

    private static boolean hasFailed(JobRun run) {
        return run.state().map(JobStep::hasFailed).orElse(false);
    }

    private static boolean hasFailed(JobRunState state) {
        return switch (state) {
            case STARTING, RUNNING, WAITING, STOPPING, SUCCEEDED -> false;
            case STOPPED, FAILED, TIMEOUT, ERROR, EXPIRED -> true;
        };
    }

    @Override
    public Start start(Claim claim, TaskInput input) {
        return jobs.start(JobRequest.parse(input.work()).withClaim(claim.id()));
    }

    @Override
    public Progress progress(Claim claim, TaskInput input, String id) {
        JobRequest request = JobRequest.parse(input.work());
        Optional<JobRun> found = jobs.run(request.jobName(), id);
        if (found.isEmpty()) {
            return Progress.failed(new Failure(
                    "Glue.EntityNotFoundException", "Glue does not know run " + id + " of job " + request.jobName()));
        }
        JobRun run = found.get();
        if (run.state().isEmpty()) {
            LOG.warn(
                    "event=unknown-state claim={} run={} state={}",
                    claim.id(),
                    id,
                    run.json().path("JobRunState"));
            return Progress.underWay();
        }
        return switch (run.state().get()) {
            case STARTING, RUNNING, WAITING, STOPPING -> Progress.underWay();
            case SUCCEEDED -> Progress.succeeded(JobRunText.output(run.json()));
            case STOPPED, FAILED, TIMEOUT, ERROR, EXPIRED ->
                holder(claim, request)
                        .or(() -> living(claim, request))
                        .filter(other -> !other.equals(id))
                        .map(Progress::elsewhere)
                        .orElseGet(() -> Progress.failed(failure(request, input, run)));
        };
    }

    private Failure failure(JobRequest request, TaskInput input, JobRun run) {
        Optional<FailureRecord> left = record(request, input);
        Optional<CodedMessage> coded = CodedMessage.in("", run.errorMessage());
        ObjectNode cause = run.json().deepCopy();
        String error = left.map(record -> record.code().name())
                .or(() -> coded.map(found -> found.code().name()))
                .orElseGet(() -> "Glue." + run.state().map(Enum::name).orElse(""));
        left.ifPresent(record -> cause.put("ErrorMessage", record.message()));
        return new Failure(error, JobRunText.cause(cause));
    }

    private Optional<FailureRecord> record(JobRequest request, TaskInput input) {
        try {
            if (input.stage().isEmpty()) {
                return Optional.empty();
            }
            URI lake = FolderUri.parseLake(request.argument("--lake"));
            LocalDate date = LocalDate.parse(request.argument("--date"));
            int attempt = Integer.parseInt(request.arguments().getOrDefault("--attempt", "1"));
            String folder = FailureRecords.folderName(FolderUri.parse(request.argument("--dataset")));
            List<FailureLocation> locations = Stream.of(input.recordName(), folder)
                    .filter(name -> !name.isEmpty())
                    .map(name ->
                            new FailureLocation(lake, name, date, request.argument("--run-id"), input.stage(), attempt))
                    .toList();
            return new RecordOfExecution(new FailureRecords(store, Clock.systemUTC()), input.started()).find(locations);
        } catch (IllegalArgumentException | DateTimeException notOfANight) {
            LOG.info("event=no-failure-record job={}", request.jobName());
            return Optional.empty();
        }
    }

    /** The job run that has taken the claim in the lake; empty for jobs without a lake, which take none. */
    private Optional<String> holder(Claim claim, JobRequest request) {
        RunClaims.Place place;
        try {
            place = new RunClaims.Place(
                    FolderUri.parseLake(request.argument("--lake")),
                    FailureRecords.folderName(FolderUri.parse(request.argument("--dataset"))),
                    LocalDate.parse(request.argument("--date")),
                    claim.id());
        } catch (IllegalArgumentException | DateTimeException notOfANight) {
            return Optional.empty();
        }
        return new RunClaims(store).holder(place);
    }

    /** Stops every run of the claim that lives, also one that the claim does not follow. */
    @Override
    public void stop(Claim claim, TaskInput input, String run) {
        JobRequest request = JobRequest.parse(input.work());
        Stream.concat(
                        Stream.of(run),
                        runs(claim, request).stream()
                                .filter(found -> rank(found) == LIVES)
                                .map(JobRun::id))
                .distinct()
                .forEach(id -> jobs.stop(request.jobName(), id));
    }
}
