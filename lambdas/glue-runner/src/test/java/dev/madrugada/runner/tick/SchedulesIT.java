package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.runner.ClaimsTable;
import dev.madrugada.runner.StackOfRunner;
import dev.madrugada.runner.tick.ExecutionTasks.End;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Schedules with the local stack's adapters and AWS's DynamoDBLocal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesIT {
    private static final int SCHEDULES = 5;
    private static final int MANY_SCHEDULES = 500;

    private final StackOfRunner stack;
    private final LocalWorld.Adapters adapters;
    private final AtomicInteger worlds = new AtomicInteger();

    SchedulesIT() throws IOException {
        this.stack = new StackOfRunner();
        this.adapters = LocalWorld.Adapters.of(stack);
    }

    @BeforeAll
    void prepare() {
        ClaimsTable.create(adapters.dynamoDb());
        var unused = stack.admin("POST", "activities/long-poll?seconds=0", "");
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @Test
    void oneRunDoesTheWorkOfAClaimAndEveryTaskIsAnsweredOnce() throws InterruptedException {
        assertThat(Schedule.ended(SCHEDULES, this::world)).isNotEmpty();
    }

    @Test
    @Tag("thorough")
    void thisHoldsForManySchedules() throws InterruptedException {
        assertThat(Schedule.ended(MANY_SCHEDULES, this::world))
                .containsExactlyInAnyOrder(End.SUCCEEDED, End.FAILED, End.ABORTED, End.TIMED_OUT);
    }

    private World world(Random random) {
        return new LocalWorld(stack, adapters, random, worlds.incrementAndGet());
    }
}
