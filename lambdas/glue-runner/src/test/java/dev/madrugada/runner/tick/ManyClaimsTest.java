package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.runner.step.JobStep;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManyClaimsTest {
    private static final int CLAIMS = 120;
    private static final TimeLeft TIME = new TimeLeft(() -> Duration.ofMinutes(3));

    private final SimulatedTime time = new SimulatedTime();
    private final Clock clock = time.clock(Duration.ZERO);
    private final SimulatedTasks tasks =
            new SimulatedTasks(new Execution("arn:e", URI.create("s3://b/lake/"), "job"), clock);
    private final ObjectStore lake = new InMemoryObjectStore();
    private final InMemoryClaims claims = new InMemoryClaims(50);
    private final JobStep job = new JobStep(new SimulatedGlue(new Random(1), clock), () -> lake);
    private final Ports ports = new Ports(claims, tasks, new Steps(job, job, job, job), clock);

    @Test
    void everyClaimOfEveryPageIsChecked() {
        TickCounts started = taken();
        assertThat(claims.size()).isEqualTo(CLAIMS);
        time.pass(Duration.ofMinutes(14));

        TickCounts counts = new TickCounts();
        new ClaimCheck(ports, "second", counts).run((page, work) -> page.forEach(work), TIME);
        time.pass(Duration.ofMinutes(14));
        tasks.retryExpired();

        assertThat(started.of(Counter.STARTED)).isBetween(80, CLAIMS);
        assertThat(counts.of(Counter.RUNNING) + counts.of(Counter.PENDING)).isEqualTo(CLAIMS);
        assertThat(counts.of(Counter.ERRORS)).isZero();
        assertThat(counts.oldest()).isEqualTo(Duration.ofMinutes(14));
        assertThat(tasks.histories())
                .as("a claim that was not checked would have timed out")
                .noneMatch(task -> task.end() == ExecutionTasks.End.TIMED_OUT);
    }

    @Test
    void aTickWithoutTimeTakesNoTask() {
        tasks.schedule(0);

        new TaskTaker(ports, "first", new TickCounts()).run("arn", new TimeLeft(() -> Duration.ofSeconds(80)));

        assertThat(tasks.histories()).noneMatch(task -> task.deliveries() > 0);
    }

    private TickCounts taken() {
        for (int i = 0; i < CLAIMS; i++) {
            tasks.schedule(i);
        }
        TickCounts counts = new TickCounts();
        new TaskTaker(ports, "first", counts).run("arn", TIME);
        return counts;
    }
}
