package dev.madrugada.runner.tick;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobRequest;
import dev.madrugada.runner.step.JobRun;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Glue's jobs in memory. A run of a job takes its claim in the lake before it works, as JobRunner does. A listing shows
 * a run only some time after its start.
 */
final class SimulatedGlue implements GlueJobs {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BUSY_PERCENT = 10;

    /** A run, and what it has done. */
    static final class Run {
        final String id;
        final String claim;
        final Instant startedOn;
        final Instant visibleFrom;
        final JobRunState planned;
        JobRunState state = JobRunState.STARTING;
        String error = "";
        boolean hasWorked;

        Run(String id, String claim, Instant startedOn, Instant visibleFrom, JobRunState planned) {
            this.id = id;
            this.claim = claim;
            this.startedOn = startedOn;
            this.visibleFrom = visibleFrom;
            this.planned = planned;
        }

        boolean lives() {
            return switch (state) {
                case STARTING, RUNNING, WAITING, STOPPING -> true;
                case STOPPED, SUCCEEDED, FAILED, TIMEOUT, ERROR, EXPIRED -> false;
            };
        }
    }

    private static final List<JobRunState> ENDS = List.of(
            JobRunState.SUCCEEDED,
            JobRunState.SUCCEEDED,
            JobRunState.SUCCEEDED,
            JobRunState.FAILED,
            JobRunState.TIMEOUT,
            JobRunState.ERROR,
            JobRunState.EXPIRED);

    private final List<Run> runs = new ArrayList<>();
    private final Random random;
    private final SimulatedTime time;
    private final RunClaims lake;

    SimulatedGlue(Random random, SimulatedTime time, ObjectStore store) {
        this.random = random;
        this.time = time;
        this.lake = new RunClaims(() -> store);
    }

    @Override
    public synchronized Start start(JobRequest request) {
        if (random.nextInt(100) < BUSY_PERCENT) {
            return Start.busy(new Failure("Glue.ConcurrentRunsExceededException", "too many runs"));
        }
        Instant now = time.now();
        Run run = new Run(
                "jr_" + runs.size(),
                request.arguments().getOrDefault("--claim", ""),
                now,
                now.plus(Duration.ofSeconds(random.nextInt(120))),
                ENDS.get(random.nextInt(ENDS.size())));
        runs.add(run);
        return Start.started(run.id);
    }

    @Override
    public synchronized Optional<JobRun> run(String job, String id) {
        return runs.stream().filter(run -> run.id.equals(id)).findFirst().map(SimulatedGlue::described);
    }

    @Override
    public synchronized List<JobRun> runsOf(String job, String claim, Instant since) {
        return runs.stream()
                .filter(run -> run.claim.equals(claim))
                .filter(run -> !time.now().isBefore(run.visibleFrom))
                .map(SimulatedGlue::described)
                .toList();
    }

    @Override
    public synchronized void stop(String job, String id) {
        runs.stream()
                .filter(run -> run.id.equals(id))
                .filter(Run::lives)
                .forEach(run -> run.state = JobRunState.STOPPING);
    }

    @Override
    public Optional<String> version(String job) {
        return Optional.of("5.1");
    }

    /** Each living run may go on. */
    synchronized void advance() {
        for (Run run : runs) {
            if (run.state == JobRunState.STOPPING) {
                run.state = JobRunState.STOPPED;
            } else if (run.lives() && random.nextBoolean()) {
                goOn(run);
            }
        }
    }

    private void goOn(Run run) {
        if (run.hasWorked) {
            run.state = run.planned;
            return;
        }
        if (run.planned == JobRunState.EXPIRED) {
            run.state = random.nextBoolean() ? JobRunState.WAITING : JobRunState.EXPIRED;
            return;
        }
        try {
            lake.take(new RunClaims.Place(SimulatedTasks.LAKE, "flights", LocalDate.of(2001, 1, 1), run.claim), run.id);
            run.hasWorked = true;
            run.state = JobRunState.RUNNING;
        } catch (RetryableException other) {
            run.error = String.valueOf(other.getMessage());
            run.state = JobRunState.FAILED;
        }
    }

    synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    private static JobRun described(Run run) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("Id", run.id)
                .put("JobName", "job")
                .put("JobRunState", run.state.name())
                .put("ErrorMessage", run.error);
        return new JobRun(run.id, Optional.of(run.state), run.error, run.startedOn, json);
    }
}
