package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.JobRun;

/**
 * Two runs of the quality job without arguments: one fails with a code, one is stopped. They show the true wording of Glue's
 * messages, in which the state machine looks for the code.
 */
final class GlueRunChecks {
    private static final Set<String> ENDED = Set.of("STOPPED", "SUCCEEDED", "FAILED", "TIMEOUT", "ERROR", "EXPIRED");
    private static final int LOOKS = 180;

    private final GlueClient glue;
    private final String job;
    private final Evidence evidence;
    private final Optional<Duration> interval;

    /** @param interval the time between two looks at a run, of which there are 180; empty to start none */
    GlueRunChecks(GlueClient glue, Target target, Evidence evidence, Optional<Duration> interval) {
        this.glue = glue;
        this.job = target.named("quality");
        this.evidence = evidence;
        this.interval = interval;
    }

    List<Check> checks() {
        return List.of(
                Check.of("glue-failed-run", () -> interval.map(this::failed).orElseGet(GlueRunChecks::notAsked))
                        .after("job-quality"),
                Check.of("glue-stopped-run", () -> interval.map(this::stopped).orElseGet(GlueRunChecks::notAsked))
                        .after("job-quality"));
    }

    private static Finding notAsked() {
        return Finding.skipped(
                "two runs of a Glue job cost money", "give --glue-runs: two runs of two workers, minutes");
    }

    private Finding failed(Duration between) {
        JobRun run = ended(start(), between);
        observe("glue-run-that-fails", run);
        String message = String.valueOf(run.errorMessage());
        return message.contains(ErrorCode.InvalidArguments + ":")
                ? Finding.ok("the code is in the message: " + message)
                : Finding.failed(
                        run.jobRunStateAsString() + " without the job's code: " + message,
                        "see the run's log; if Glue hides messages, the state machine treats every error as unknown");
    }

    private Finding stopped(Duration between) {
        String id = start();
        glue.batchStopJobRun(ask -> ask.jobName(job).jobRunIds(id));
        JobRun run = ended(id, between);
        observe("glue-run-that-is-stopped", run);
        return run.jobRunStateAsString().equals("STOPPED")
                ? Finding.ok("STOPPED: " + run.errorMessage())
                : Finding.warning(
                        run.jobRunStateAsString() + " after BatchStopJobRun: " + run.errorMessage(),
                        "if the run had ended before it was stopped, run doctor --only glue-stopped-run again");
    }

    private String start() {
        return glue.startJobRun(ask -> ask.jobName(job)).jobRunId();
    }

    private JobRun ended(String id, Duration between) {
        for (int look = 0; ; look++) {
            JobRun run = glue.getJobRun(ask -> ask.jobName(job).runId(id)).jobRun();
            if (ENDED.contains(run.jobRunStateAsString()) || look >= LOOKS) {
                return run;
            }
            try {
                Thread.sleep(between.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return run;
            }
        }
    }

    private void observe(String behaviour, JobRun run) {
        evidence.observe(
                behaviour,
                "StartJobRun without arguments",
                run.jobRunStateAsString(),
                String.valueOf(run.errorMessage()));
    }
}
