package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.Interleaving;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobStep;
import dev.madrugada.runner.task.Activities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of two runners, with ends of processes between any two calls, throttling, lost answers, aborted
 * executions, missed heartbeats and clocks that differ. An oracle looks at what Glue and Step Functions saw.
 */
class SchedulesTest {
    private static final int SCHEDULES = 500;
    private static final List<Duration> SKEWS = List.of(
            Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(-2), Duration.ofMinutes(10));

    @Test
    void oneRunDoesTheWorkOfAClaimAndEveryTaskIsAnsweredOnce() throws InterruptedException {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println("schedules of the runner: -Dmadrugada.seed=" + seed);
        for (int i = 0; i < SCHEDULES; i++) {
            new Schedule(seed + i, new InMemoryClaims(3)).run();
        }
    }

    /** Two runs of a claim, since a clock is ahead by more than the lease: one ends before the other has begun its work. */
    @Test
    void aRunThatEndsWithoutWorkGivesWayToOneThatLives() throws InterruptedException {
        new Schedule(761_627, new InMemoryClaims(3)).run();
    }

    /** One schedule and its oracle. */
    static final class Schedule {
        private static final int FAULTY_ROUNDS = 25;
        private static final int MOST_ROUNDS = 200;

        private final long seed;
        private final Random random;
        private final Claims claims;
        private final SimulatedTime time = new SimulatedTime();
        private final SimulatedTasks tasks = new SimulatedTasks(time);
        private final ObjectStore lake = new InMemoryObjectStore();
        private final SimulatedGlue glue;
        private final Duration skew;
        private final int percent;

        Schedule(long seed, Claims claims) {
            this.seed = seed;
            this.random = new Random(seed);
            this.claims = claims;
            this.glue = new SimulatedGlue(random, time, lake);
            this.skew = SKEWS.get(random.nextInt(SKEWS.size()));
            this.percent = random.nextInt(20);
        }

        void run() throws InterruptedException {
            int states = 1 + random.nextInt(5);
            for (int state = 0; state < states; state++) {
                tasks.schedule(state, 0);
            }
            for (int round = 0; round < MOST_ROUNDS && !isOver(round); round++) {
                boolean isFaulty = round < FAULTY_ROUNDS;
                tick(round, isFaulty ? percent : 0);
                if (isFaulty && random.nextInt(40) == 0) {
                    tasks.abort(random.nextInt(states));
                }
                time.pass(Duration.ofSeconds(30 + random.nextInt(60)));
                tasks.expire();
                glue.advance();
            }
            verify();
        }

        private boolean isOver(int round) {
            return round > FAULTY_ROUNDS
                    && tasks.areDone()
                    && claims.page(java.util.Optional.empty()).claims().isEmpty()
                    && glue.runs().stream().noneMatch(SimulatedGlue.Run::lives);
        }

        private void tick(int round, int percent) throws InterruptedException {
            Interleaving interleaving = new Interleaving(random.nextLong());
            List<Runnable> runners = new ArrayList<>();
            for (int runner = 0; runner < 2; runner++) {
                Random own = new Random(random.nextLong());
                FaultyPorts faulty = new FaultyPorts(own, interleaving, percent);
                Ports ports = new Ports(
                        faulty.of(Claims.class, claims),
                        faulty.of(Activities.class, tasks),
                        steps(faulty),
                        time.clock(runner == 0 ? Duration.ZERO : skew));
                String owner = "runner-" + runner + "-" + round;
                runners.add(() -> ticked(ports, owner, interleaving));
            }
            interleaving.run(runners);
        }

        private Steps steps(FaultyPorts faulty) {
            ObjectStore store = faulty.of(ObjectStore.class, lake);
            JobStep job = new JobStep(faulty.of(GlueJobs.class, glue), () -> store);
            return new Steps(job, job, job, job);
        }

        private static void ticked(Ports ports, String owner, Interleaving interleaving) {
            interleaving.step();
            TimeLeft time = new TimeLeft(() -> Duration.ofMinutes(3));
            try {
                TickCounts counts = new TickCounts();
                new ClaimCheck(ports, owner, counts).run((page, work) -> page.forEach(work), time);
                new TaskTaker(ports, owner, counts).run("arn:activity", time);
            } catch (FaultyPorts.Crash | RuntimeException ended) {
                // The next tick goes on.
            }
        }

        private void verify() {
            String schedule = "seed " + seed + ", skew " + skew + ", " + percent + " %";
            assertThat(tasks.areDone())
                    .as("every task is answered: %s", schedule)
                    .isTrue();
            assertThat(claims.page(java.util.Optional.empty()).claims())
                    .as("no claim is left: %s", schedule)
                    .isEmpty();
            assertThat(glue.runs()).as("no run is left: %s", schedule).noneMatch(SimulatedGlue.Run::lives);
            for (SimulatedTasks.Scheduled task : tasks.tasks()) {
                verify(task, schedule + ", " + task.token + " " + task.end);
            }
        }

        private void verify(SimulatedTasks.Scheduled task, String schedule) {
            List<SimulatedGlue.Run> runs = glue.runs().stream()
                    .filter(run -> run.claim.equals(task.claim()))
                    .toList();
            List<SimulatedGlue.Run> worked =
                    runs.stream().filter(run -> run.hasWorked).toList();
            assertThat(worked).as("one run works: %s", schedule).hasSizeLessThanOrEqualTo(1);
            if (skew.abs().compareTo(ClaimHandler.LEASE.minusMinutes(2)) <= 0) {
                assertThat(runs).as("one run is started: %s", schedule).hasSizeLessThanOrEqualTo(1);
            }
            if (task.end == SimulatedTasks.End.SUCCEEDED) {
                assertThat(worked)
                        .as("a success is the worker's: %s", schedule)
                        .singleElement()
                        .matches(run -> run.state == JobRunState.SUCCEEDED)
                        .matches(run -> task.answer.contains("\"" + run.id + "\""));
            }
            if (task.end == SimulatedTasks.End.FAILED) {
                assertThat(runs).as("a failure is a run's: %s", schedule).isNotEmpty();
                assertThat(runs)
                        .as("no work that succeeded is reported as failed: %s", schedule)
                        .noneMatch(run -> run.hasWorked && run.state == JobRunState.SUCCEEDED);
                IntStream.range(0, worked.size())
                        .forEach(i -> assertThat(task.answer)
                                .as("a failure is the worker's: %s", schedule)
                                .startsWith("Glue." + worked.get(i).state));
            }
        }
    }
}
