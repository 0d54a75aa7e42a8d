package dev.madrugada.common.spark;

import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureRecords;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.time.RunClock;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs a job's main: parses, makes the session when it is first asked for, logs one line at the start and one at the
 * end, gives what went wrong its code, and rethrows. It never calls System.exit: on Glue an exit hides the message.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private JobRunner() {}

    /**
     * Ends well or throws a {@link MadrugadaException}, whatever the cause was; but OutOfMemoryError as it is, and
     * {@link ExecutorsLost}: such a job run died, and what dies without a code is run again. A failure with a code
     * leaves a {@link dev.madrugada.common.run.FailureRecord}, once the arguments say where.
     *
     * @param store opens the store that holds the lake, from the process's environment; called only after a failure
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
            session.committed();
            LOG.info(
                    "event=end stage={} disposition={} counts={}",
                    result.runRecord().stage(),
                    result.disposition(),
                    result.runRecord().counts());
            return result;
        } finally {
            MDC.remove("run-id");
        }
    }

    private static void rethrowOutOfMemory(Throwable thrown) {
        Causes.first(OutOfMemoryError.class, thrown).ifPresent(died -> {
            throw died;
        });
    }
}
