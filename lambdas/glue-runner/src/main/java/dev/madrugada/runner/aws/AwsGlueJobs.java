package dev.madrugada.runner.aws;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobRequest;
import dev.madrugada.runner.step.JobRun;
import dev.madrugada.runner.step.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunError;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** Glue's jobs. */
public final class AwsGlueJobs implements GlueJobs {
    private final GlueClient glue;
    private final GlueClient once;

    /** @param once sends each request once */
    public AwsGlueJobs(GlueClient glue, GlueClient once) {
        this.glue = glue;
        this.once = once;
    }

    @Override
    public Start start(JobRequest request) {
        StartJobRunRequest.Builder start =
                StartJobRunRequest.builder().jobName(request.jobName()).arguments(request.arguments());
        request.workerType().ifPresent(start::workerType);
        request.numberOfWorkers().ifPresent(start::numberOfWorkers);
        request.maxCapacity().ifPresent(start::maxCapacity);
        request.timeout().ifPresent(start::timeout);
        request.notifyDelayAfter()
                .ifPresent(minutes -> start.notificationProperty(notify -> notify.notifyDelayAfter(minutes)));
        request.executionClass().ifPresent(start::executionClass);
        request.securityConfiguration().ifPresent(start::securityConfiguration);
        return GlueStart.of("Glue", () -> once.startJobRun(start.build()).jobRunId());
    }

    @Override
    public Optional<JobRun> run(String job, String id) {
        return call(job).run(() -> {
            try {
                return Optional.of(described(
                        glue.getJobRun(get -> get.jobName(job).runId(id)).jobRun()));
            } catch (EntityNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    /** Glue lists the newest runs first, so the listing ends at the first run that is too old. */
    @Override
    public List<JobRun> runsOf(String job, String claim, Instant since) {
        return call(job).run(() -> {
            List<JobRun> found = new ArrayList<>();
            try {
                for (var run : glue.getJobRunsPaginator(get -> get.jobName(job)).jobRuns()) {
                    if (run.startedOn() != null && run.startedOn().isBefore(since)) {
                        break;
                    }
                    if (claim.equals(run.arguments().get("--claim"))) {
                        found.add(described(run));
                    }
                }
            } catch (EntityNotFoundException absent) {
                // A job that does not exist has no runs.
            }
            return found;
        });
    }

    /** A run that cannot be stopped because it has ended is no error. */
    @Override
    public void stop(String job, String id) {
        List<BatchStopJobRunError> errors = call(job)
                .run(() -> glue.batchStopJobRun(stop -> stop.jobName(job).jobRunIds(id))
                        .errors());
        if (!errors.isEmpty()
                && run(job, id)
                        .flatMap(JobRun::state)
                        .filter(AwsGlueJobs::isRunning)
                        .isPresent()) {
            throw Fault.of(ErrorCode.SourceUnavailable)
                    .at("run " + id + " of job " + job)
                    .what("Glue did not stop it")
                    .because("it answered " + errors.get(0).errorDetail().errorCode())
                    .fix("nothing needs to be done: the next tick asks again")
                    .exception();
        }
    }

    private static boolean isRunning(JobRunState state) {
        return switch (state) {
            case STARTING, RUNNING, WAITING -> true;
            case STOPPING, STOPPED, SUCCEEDED, FAILED, TIMEOUT, ERROR, EXPIRED -> false;
        };
    }

    @Override
    public Optional<String> version(String job) {
        return call(job).run(() -> {
            try {
                return Optional.ofNullable(
                        glue.getJob(get -> get.jobName(job)).job().glueVersion());
            } catch (EntityNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    private static JobRun described(software.amazon.awssdk.services.glue.model.JobRun run) {
        return new JobRun(
                run.id(),
                JobRunState.of(Optional.ofNullable(run.jobRunStateAsString()).orElse("")),
                Optional.ofNullable(run.errorMessage()).orElse(""),
                Optional.ofNullable(run.startedOn()).orElse(Instant.EPOCH),
                SdkJson.of(run));
    }

    private static AwsCall call(String job) {
        return new AwsCall(
                "job " + job,
                "Glue",
                new AwsCall.Codes(ErrorCode.SourceUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role glue:GetJob, glue:GetJobRun, glue:GetJobRuns, glue:StartJobRun and"
                                + " glue:BatchStopJobRun",
                        "create the job, or correct JobName in the state's Parameters",
                        "correct the state's Parameters"));
    }
}
