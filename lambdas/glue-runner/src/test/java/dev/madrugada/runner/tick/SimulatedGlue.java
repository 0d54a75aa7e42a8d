package dev.madrugada.runner.tick;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobRequest;
import dev.madrugada.runner.step.JobRun;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Glue's jobs in memory. */
final class SimulatedGlue implements GlueJobs {
    private static final int BUSY_PERCENT = 10;

    /** A run, and its state. */
    private static final class Run {
        final JobWork work;
        final Instant startedOn;
        JobWork.Report report = new JobWork.Report(JobRunState.STARTING, "");

        Run(JobWork work, Instant startedOn) {
            this.work = work;
            this.startedOn = startedOn;
        }

        World.RunHistory history() {
            return new World.RunHistory(work.id(), work.claim(), report.state(), work.hasWorked());
        }

        JobRun described() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("Id", work.id())
                    .put("JobName", "job")
                    .put("JobRunState", report.state().name())
                    .put("ErrorMessage", report.error());
            return new JobRun(work.id(), Optional.of(report.state()), report.error(), startedOn, json);
        }
    }

    private final List<Run> runs = new ArrayList<>();
    private final Random random;
    private final Clock clock;

    SimulatedGlue(Random random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public synchronized Start start(JobRequest request) {
        if (random.nextInt(100) < BUSY_PERCENT) {
            return Start.busy(new Failure("Glue.ConcurrentRunsExceededException", "too many runs"));
        }
        String claim = request.arguments().getOrDefault("--claim", "");
        Run run = new Run(new JobWork("jr_" + runs.size(), claim, random), clock.instant());
        runs.add(run);
        return Start.started(run.work.id());
    }

    @Override
    public synchronized Optional<JobRun> run(String job, String id) {
        return found(id).map(Run::described);
    }

    private Optional<Run> found(String id) {
        return runs.stream().filter(run -> run.work.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<JobRun> runsOf(String job, String claim, Instant since) {
        return runs.stream()
                .filter(run -> run.work.claim().equals(claim))
                .map(Run::described)
                .toList();
    }

    @Override
    public synchronized void stop(String job, String id) {
        found(id)
                .filter(run -> run.history().lives())
                .ifPresent(run -> run.report = new JobWork.Report(JobRunState.STOPPING, ""));
    }

    @Override
    public Optional<String> version(String job) {
        return Optional.of("5.1");
    }

    /** Each living run may go on. */
    synchronized void advance(RunClaims lake, Execution execution) {
        for (Run run : runs) {
            if (run.report.state() == JobRunState.STOPPING) {
                run.report = new JobWork.Report(JobRunState.STOPPED, "");
            } else if (run.history().lives() && random.nextBoolean()) {
                run.report = run.work.next(lake, execution);
            }
        }
    }

    synchronized List<World.RunHistory> histories() {
        return runs.stream().map(Run::history).toList();
    }
}
