package dev.madrugada.common.spark;

import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureRecords;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.time.RunClock;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs a job from its main method: parses the arguments, creates the session on first use, logs one line at the start,
 * one at the end and one for each warning of the work that it did, classifies an exception and rethrows it. It never calls System.exit, because on Glue an exit hides
 * the exception's message.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private JobRunner() {}

    /**
     * Runs a job. Every failure is thrown as a {@link MadrugadaException}, with two exceptions: an OutOfMemoryError is
     * rethrown unchanged, and a lost cluster is thrown as {@link ExecutorsLost}. Both have no error code, and the state
     * machine repeats a job run that fails without one. A failure with a code is also written as a
     * {@link dev.madrugada.common.run.FailureRecord}, if the arguments could be parsed. A job run of a claim takes the
     * claim first ({@link RunClaims}).
     *
     * @param store opens the store of the lake, given the process's environment; called only after a failure and for a
     *     claim
     */
    public static <A extends JobArguments> void run(
            StageName stage,
            String[] args,
            Function<String[], A> parse,
            Job<A> job,
            Function<Map<String, String>, ObjectStore> store) {
        Map<String, String> environment = System.getenv();
        TerminationLog termination = TerminationLog.of(environment);
        Optional<A> parsed = Optional.empty();
        try {
            A arguments = parse.apply(args);
            // A job run that is not the claim's must not leave a failure record: the record would be that of the
            // attempt, which the claim's job run is doing.
            takeClaim(arguments.stage(), GlueLogs.jobRun(args), () -> store.apply(environment));
            parsed = Optional.of(arguments);
            StageRun.Result result = run(arguments, job, environment, new LazySession(args));
            termination.succeeded(result.runRecord());
        } catch (Exception | Error thrown) { // Spark throws checked exceptions without declaring them
            rethrowOutOfMemory(thrown);
            Optional<ExecutorsLost> lost = ExecutorsLost.of(thrown);
            if (lost.isPresent()) {
                termination.died(lost.get());
                throw lost.get();
            }
            MadrugadaException coded = CodedFailure.of(thrown);
            termination.failed(coded);
            parsed.ifPresent(arguments -> new FailureRecords(() -> store.apply(environment), Clock.systemUTC())
                    .write(coded, arguments.stage(), stage, GlueLogs.of(args)));
            throw coded;
        }
    }

    private static <A extends JobArguments> StageRun.Result run(
            A arguments, Job<A> job, Map<String, String> environment, LazySession session) {
        StageArguments stage = arguments.stage();
        MDC.put("run-id", stage.runId());
        LOG.info(
                "event=start dataset={} date={} run-id={} rerun={}",
                stage.dataset(),
                stage.date(),
                stage.runId(),
                stage.rerun());
        try (session) {
            JobContext context = new JobContext(session, RunClock.of(stage.now(), environment), environment);
            StageRun.Result result = job.run(arguments, context);
            session.commit();
            LOG.info(
                    "event=end stage={} disposition={} counts={}",
                    result.runRecord().stage(),
                    result.disposition(),
                    result.runRecord().counts());
            if (result.disposition() == StageRun.Disposition.DONE) {
                // Alarms count the codes in the log.
                result.runRecord()
                        .findings()
                        .warnings()
                        .forEach(warning -> LOG.warn(
                                "event=warning code={} subject={} message={}",
                                warning.code(),
                                warning.subject(),
                                warning.message()));
            }
            return result;
        } finally {
            MDC.remove("run-id");
        }
    }

    private static void takeClaim(StageArguments stage, String jobRun, Supplier<ObjectStore> store) {
        if (stage.claim().isPresent() && !jobRun.isEmpty()) {
            new RunClaims(store)
                    .take(
                            new RunClaims.Place(
                                    stage.lake(),
                                    FailureRecords.folderName(stage.dataset()),
                                    stage.date(),
                                    stage.claim().get()),
                            jobRun);
        }
    }

    private static void rethrowOutOfMemory(Throwable thrown) {
        Causes.first(OutOfMemoryError.class, thrown).ifPresent(died -> {
            throw died;
        });
    }
}
