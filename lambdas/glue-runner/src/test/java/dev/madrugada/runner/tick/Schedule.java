package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.lake.Interleaving;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobStep;
import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.tick.ExecutionTasks.End;
import dev.madrugada.runner.tick.ExecutionTasks.TaskHistory;
import dev.madrugada.runner.tick.World.RunHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * A random schedule of two runners, with ends of processes between any two calls, throttling, lost answers, tasks that
 * are delivered twice, aborted executions, missed heartbeats and clocks that differ; and an oracle, which looks at what Glue
 * and Step Functions saw.
 */
final class Schedule {
    private static final List<Duration> SKEWS = List.of(
            Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(-2), Duration.ofMinutes(10));
    private static final int FAULTY_ROUNDS = 25;
    private static final int MOST_ROUNDS = 200;

    private final long seed;
    private final Random random;
    private final World world;
    private final World.Services services;
    private final Duration skew;
    private final int percent;

    /** @param worlds makes the world, whose own decisions may use the random numbers */
    Schedule(long seed, Function<Random, World> worlds) {
        this.seed = seed;
        this.random = new Random(seed);
        this.world = worlds.apply(random);
        this.services = world.services();
        this.skew = SKEWS.get(random.nextInt(SKEWS.size()));
        this.percent = random.nextInt(20);
    }

    /** Runs many schedules, whose seeds follow the property {@code madrugada.seed}; returns how their tasks ended. */
    static Set<End> ended(int schedules, Function<Random, World> worlds) throws InterruptedException {
        long first = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println(schedules + " schedules of the runner: -Dmadrugada.seed=" + first);
        Set<End> ends = EnumSet.noneOf(End.class);
        for (int i = 0; i < schedules; i++) {
            new Schedule(first + i, worlds).run().forEach(task -> ends.add(task.end()));
        }
        return ends;
    }

    /** Runs the schedule and returns what became of its tasks. */
    List<TaskHistory> run() throws InterruptedException {
        int states = 1 + random.nextInt(5);
        for (int state = 0; state < states; state++) {
            services.tasks().schedule(state);
        }
        for (int round = 0; round < MOST_ROUNDS && !isOver(round); round++) {
            boolean isFaulty = round < FAULTY_ROUNDS;
            tick(round, isFaulty ? percent : 0);
            if (isFaulty && random.nextInt(40) == 0) {
                services.tasks().abort(random.nextInt(states));
            }
            world.pass(Duration.ofSeconds(30 + random.nextInt(60)));
        }
        return verified();
    }

    /** Every job run so far. */
    List<RunHistory> runs() {
        return world.runs();
    }

    private boolean isOver(int round) {
        return round > FAULTY_ROUNDS
                && services.tasks().histories().stream().noneMatch(task -> task.end() == End.NOT_YET)
                && services.claims().page(Optional.empty()).claims().isEmpty()
                && world.runs().stream().noneMatch(RunHistory::lives);
    }

    private void tick(int round, int percent) throws InterruptedException {
        Interleaving interleaving = new Interleaving(random.nextLong());
        List<Runnable> runners = new ArrayList<>();
        for (int runner = 0; runner < 2; runner++) {
            Random own = new Random(random.nextLong());
            FaultyPorts faulty = new FaultyPorts(own, interleaving, percent);
            Ports ports = new Ports(
                    faulty.of(Claims.class, services.claims()),
                    faulty.of(Activities.class, services.activities()),
                    steps(faulty),
                    world.time().tickingClock(runner == 0 ? Duration.ZERO : skew));
            String owner = "runner-" + runner + "-" + round;
            runners.add(() -> ticked(ports, owner, interleaving));
        }
        interleaving.run(runners);
    }

    private Steps steps(FaultyPorts faulty) {
        ObjectStore store = faulty.of(ObjectStore.class, services.lake());
        JobStep job = new JobStep(faulty.of(GlueJobs.class, services.jobs()), () -> store);
        return new Steps(job, job, job, job);
    }

    private void ticked(Ports ports, String owner, Interleaving interleaving) {
        interleaving.step();
        TimeLeft time = new TimeLeft(() -> Duration.ofMinutes(3));
        try {
            TickCounts counts = new TickCounts();
            new ClaimCheck(ports, owner, counts).run((page, work) -> page.forEach(work), time);
            new TaskTaker(ports, owner, counts).run(services.activity(), time);
        } catch (FaultyPorts.Crash | RuntimeException ended) {
            // The next tick goes on.
        }
    }

    private List<TaskHistory> verified() {
        String schedule = "seed " + seed + ", skew " + skew + ", " + percent + " %";
        List<TaskHistory> tasks = services.tasks().histories();
        List<RunHistory> runs = world.runs();
        assertThat(tasks)
                .as("every task has ended: %s", schedule)
                .isNotEmpty()
                .noneMatch(task -> task.end() == End.NOT_YET);
        assertThat(services.claims().page(Optional.empty()).claims())
                .as("no claim is left: %s", schedule)
                .isEmpty();
        assertThat(runs).as("no run is left: %s", schedule).noneMatch(RunHistory::lives);
        assertThat(runs)
                .as("every run is a task's: %s", schedule)
                .allMatch(run -> tasks.stream().anyMatch(task -> task.claim().equals(run.claim())));
        for (TaskHistory task : tasks) {
            verify(
                    task,
                    runs.stream()
                            .filter(run -> run.claim().equals(task.claim()))
                            .toList(),
                    schedule + ", " + task);
        }
        return tasks;
    }

    private void verify(TaskHistory task, List<RunHistory> runs, String schedule) {
        boolean isAnswered = task.end() == End.SUCCEEDED || task.end() == End.FAILED;
        assertThat(task.acceptedAnswers())
                .as("a task is answered once: %s", schedule)
                .isEqualTo(isAnswered ? 1 : 0);
        assertThat(task.deliveries())
                .as("a task is handed out once: %s", schedule)
                .isLessThanOrEqualTo(1);
        List<RunHistory> worked = runs.stream().filter(RunHistory::hasWorked).toList();
        assertThat(worked).as("one run works: %s", schedule).hasSizeLessThanOrEqualTo(1);
        assertThat(new RunClaims(services::lake).holder(world.execution().place(task.claim())))
                .as("the run that works has the claim in the lake: %s", schedule)
                .isEqualTo(worked.stream().map(RunHistory::id).findFirst());
        if (skew.abs().compareTo(ClaimHandler.LEASE.minusMinutes(2)) <= 0) {
            assertThat(runs).as("one run is started: %s", schedule).hasSizeLessThanOrEqualTo(1);
        }
        if (task.end() == End.SUCCEEDED) {
            assertThat(worked)
                    .as("a success is the worker's: %s", schedule)
                    .singleElement()
                    .matches(run -> run.state() == JobRunState.SUCCEEDED)
                    .matches(run -> task.answer().contains("\"" + run.id() + "\""));
        }
        if (task.end() == End.FAILED) {
            if (runs.isEmpty()) {
                assertThat(task.answer())
                        .as("a failure is a run's, or Glue had no room for one in time: %s", schedule)
                        .startsWith("Glue.ConcurrentRunsExceededException: ");
            }
            assertThat(runs)
                    .as("no work that succeeded is reported as failed: %s", schedule)
                    .noneMatch(run -> run.hasWorked() && run.state() == JobRunState.SUCCEEDED);
            worked.forEach(run -> assertThat(task.answer())
                    .as("a failure is the worker's: %s", schedule)
                    .startsWith("Glue." + run.state()));
        }
    }
}
