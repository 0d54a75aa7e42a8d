package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Checkup;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunError;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.JobRun;

/**
 * Two runs of the quality job without arguments: one fails with a code, one is stopped. They show the true wording of Glue's
 * messages, in which the state machine looks for the code.
 */
final class GlueRunChecks {
    private static final Set<String> ENDED = Set.of("STOPPED", "SUCCEEDED", "FAILED", "TIMEOUT", "ERROR", "EXPIRED");
    private static final String FAILED_RUN = "glue-failed-run";
    private static final long FIRST_INTERVAL_MILLIS = 500;

    private final GlueClient glue;
    private final String job;
    private final Evidence evidence;
    private final Optional<GlueRunWait> wait;
    private boolean isDenied;

    /** @param wait empty to start no run */
    GlueRunChecks(GlueClient glue, Target target, Evidence evidence, Optional<GlueRunWait> wait) {
        this.glue = glue;
        this.job = target.named("quality");
        this.evidence = evidence;
        this.wait = wait;
    }

    List<Check> checks() {
        return List.of(check(FAILED_RUN, this::failed), check("glue-stopped-run", this::stopped));
    }

    private Check check(String name, Function<GlueRunWait, Finding> question) {
        return Check.of(name, () -> wait.map(question).orElseGet(GlueRunChecks::notAsked))
                .after("job-quality");
    }

    private static Finding notAsked() {
        return Finding.skipped(
                "two runs of a Glue job cost money", "give --glue-runs: two runs of two workers, minutes");
    }

    private Finding failed(GlueRunWait patience) {
        String id = start();
        JobRun run = ended(id, patience);
        observe("glue-run-that-fails", run);
        if (!hasEnded(run)) {
            List<String> errors = stop(id);
            return Finding.failed(
                    run.jobRunStateAsString() + " after " + patience.limit().toMinutes() + " minutes; "
                            + (errors.isEmpty() ? "it was told to stop" : "BatchStopJobRun answered " + errors),
                    "Glue may have no capacity: look at the run " + id
                            + (errors.isEmpty() ? "" : " and stop it in Glue's console, because it costs money")
                            + ", then give a longer --glue-run-minutes");
        }
        return message(run).contains(ErrorCode.InvalidArguments + ":")
                ? Finding.ok("the code is in the message: " + message(run))
                : Finding.failed(
                        run.jobRunStateAsString() + " without the job's code: " + message(run),
                        "look for InvalidArguments in the log of the run " + id + ": if it is not there, the job did"
                                + " not start, and the log says why; if it is there, Glue hides the message, and the"
                                + " state machine will retry no failure: return the bundle of --evidence");
    }

    private Finding stopped(GlueRunWait patience) {
        if (isDenied) {
            return Finding.skipped("needs the check " + FAILED_RUN, "first do what " + FAILED_RUN + " says");
        }
        String id = start();
        List<String> errors = stop(id);
        if (!errors.isEmpty()) {
            return Finding.warning(
                    "BatchStopJobRun answered " + errors,
                    "look at the run " + id + ": if it still runs, stop it in Glue's console, because it costs money");
        }
        JobRun run = ended(id, patience);
        observe("glue-run-that-is-stopped", run);
        String state = run.jobRunStateAsString();
        if (!hasEnded(run)) {
            return Finding.failed(
                    state + " " + patience.limit().toMinutes() + " minutes after BatchStopJobRun",
                    "it costs money until it ends: aws glue batch-stop-job-run --job-name " + job + " --job-run-ids "
                            + id + "; if that does not help either, ask AWS Support");
        }
        return state.equals("STOPPED")
                ? Finding.ok("STOPPED: " + message(run))
                : Finding.warning(
                        state + " after BatchStopJobRun: " + message(run),
                        "if the run had ended before it was stopped, run doctor --only glue-stopped-run again");
    }

    private String start() {
        try {
            return glue.startJobRun(ask -> ask.jobName(job)).jobRunId();
        } catch (GlueException refused) {
            isDenied = Checkup.isDenied(refused);
            throw refused;
        }
    }

    /** Stops a run; returns the error codes of AWS's answer. */
    private List<String> stop(String id) {
        try {
            return glue.batchStopJobRun(ask -> ask.jobName(job).jobRunIds(id)).errors().stream()
                    .map(BatchStopJobRunError::errorDetail)
                    .map(detail -> detail.errorCode())
                    .toList();
        } catch (GlueException refused) {
            return List.of(refused.awsErrorDetails().errorCode());
        }
    }

    /** The run when it has ended, or at the end of the patience. */
    private JobRun ended(String id, GlueRunWait patience) {
        long deadline = System.nanoTime() + patience.limit().toNanos();
        long longest = patience.interval().toMillis();
        for (long pause = Math.min(FIRST_INTERVAL_MILLIS, longest); ; pause = Math.min(2 * pause, longest)) {
            JobRun run = glue.getJobRun(ask -> ask.jobName(job).runId(id)).jobRun();
            if (hasEnded(run) || System.nanoTime() > deadline) {
                return run;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return run;
            }
        }
    }

    private static boolean hasEnded(JobRun run) {
        return ENDED.contains(run.jobRunStateAsString());
    }

    private static String message(JobRun run) {
        return run.errorMessage() == null || run.errorMessage().isEmpty() ? "without a message" : run.errorMessage();
    }

    private void observe(String behaviour, JobRun run) {
        evidence.observe(behaviour, "StartJobRun without arguments", run.jobRunStateAsString(), message(run));
    }
}
