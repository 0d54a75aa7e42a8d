package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.runner.tick.ExecutionTasks.End;
import dev.madrugada.runner.tick.World.RunHistory;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Schedules with all services in memory. */
class SchedulesTest {
    private static final int SCHEDULES = 500;

    @Test
    void oneRunDoesTheWorkOfAClaimAndEveryTaskIsAnsweredOnce() throws InterruptedException {
        Set<End> ends = Schedule.ended(SCHEDULES, SimulatedWorld::new);

        assertThat(ends).containsExactlyInAnyOrder(End.SUCCEEDED, End.FAILED, End.ABORTED, End.TIMED_OUT);
    }

    /** Two runs of a claim, since a clock is ahead by more than the lease: one ends before the other has begun its work. */
    @Test
    void aRunThatEndsWithoutWorkGivesWayToOneThatLives() throws InterruptedException {
        Schedule schedule = new Schedule(1_003_237, SimulatedWorld::new);

        schedule.run();

        assertThat(schedule.runs().stream()
                        .collect(Collectors.groupingBy(RunHistory::claim))
                        .values())
                .as("the schedule still has the situation")
                .anySatisfy(runs ->
                        assertThat(runs).extracting(RunHistory::hasWorked).containsExactlyInAnyOrder(true, false));
    }
}
