package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.step.Progress;
import dev.madrugada.runner.task.Activities.Task;
import dev.madrugada.runner.task.TaskInput;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicksTest {
    private static final Duration ENOUGH = Duration.ofMinutes(3);
    private static final Instant TAKEN = Instant.parse("2001-01-02T01:00:00Z");

    private final InMemoryClaims claims = new InMemoryClaims(2);
    private final RecordedAnswers activities = new RecordedAnswers();
    private final ScriptedStep step = new ScriptedStep();
    private final ScriptedStep crawler = new ScriptedStep();
    private final ScriptedStep trigger = new ScriptedStep();
    private final ScriptedStep mail = new ScriptedStep();
    private final Ports ports = new Ports(
            claims, activities, new Steps(step, crawler, trigger, mail), new SimulatedTime().clock(Duration.ZERO));
    private final TickCounts counts = new TickCounts();

    @Test
    void aClaimThatCannotBeCheckedDoesNotHinderTheOthers() {
        running(3);
        step.progress = claim -> {
            if (claim.id().equals("c0")) {
                throw new IllegalStateException("throttled");
            }
            return Progress.succeeded("{}");
        };

        check(() -> ENOUGH);

        assertThat(counts.of(Counter.ERRORS)).isEqualTo(1);
        assertThat(counts.of(Counter.SUCCEEDED)).isEqualTo(2);
        assertThat(claims.page(Optional.empty()).claims()).extracting(Claim::id).containsExactly("c0");
    }

    @Test
    void noClaimIsCheckedWithoutTimeForIt() {
        running(5);
        Duration just = Duration.ofSeconds(15).plusMillis(1);
        Queue<Duration> left = new ArrayDeque<>(List.of(just, Duration.ofSeconds(15), just, just, ENOUGH));

        check(() -> left.isEmpty() ? Duration.ZERO : left.remove());

        assertThat(activities.answers)
                .as("there was no time for the second claim of the first page, nor for the third page")
                .containsExactly("heartbeat t0", "heartbeat t2", "heartbeat t3");
    }

    @Test
    void noPageIsReadWithoutTimeForIt() {
        running(3);
        Queue<Duration> left = new ArrayDeque<>(List.of(ENOUGH, ENOUGH, Duration.ofSeconds(15)));

        check(left::remove);

        assertThat(left).isEmpty();
        assertThat(counts.of(Counter.RUNNING)).isEqualTo(2);
    }

    @Test
    void aPollThatFailsEndsTheTick() {
        activities.tasks.add(() -> {
            throw new IllegalStateException("throttled");
        });
        activities.tasks.add(() -> Optional.of(task("job", 1)));

        take(ENOUGH);

        assertThat(counts.of(Counter.ERRORS)).isEqualTo(1);
        assertThat(activities.tasks).hasSize(1);
    }

    @Test
    void aStartThatFailsDoesNotHinderTheNextTask() {
        step.onStart = claim -> {
            throw new IllegalStateException("the answer got lost");
        };
        activities.tasks.add(() -> Optional.of(task("job", 1)));
        activities.tasks.add(() -> Optional.of(task("mail", 2)));

        take(ENOUGH);

        assertThat(counts.of(Counter.ERRORS)).isEqualTo(1);
        assertThat(counts.of(Counter.STARTED)).isEqualTo(1);
        assertThat(claims.size()).isEqualTo(2);
    }

    @Test
    void noPollBeginsWithoutTimeForItAndForAStart() {
        activities.tasks.add(() -> Optional.of(task("job", 1)));

        take(Duration.ofSeconds(90));
        assertThat(activities.tasks).hasSize(1);

        take(Duration.ofSeconds(90).plusMillis(1));
        assertThat(activities.tasks).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TaskInput.Kind.class)
    void everyKindHasItsStep(TaskInput.Kind kind) {
        activities.tasks.add(() -> Optional.of(task(kind.field(), 1)));

        take(ENOUGH);

        ScriptedStep own = switch (kind) {
            case JOB -> step;
            case CRAWLER -> crawler;
            case TRIGGER -> trigger;
            case MAIL -> mail;
        };
        assertThat(own.calls).hasSize(1);
        assertThat(List.of(step, crawler, trigger, mail))
                .filteredOn(each -> each != own)
                .allSatisfy(other -> assertThat(other.calls).isEmpty());
    }

    @Test
    void theOldestAgeIsKept() {
        counts.age(Duration.ofSeconds(5));
        counts.age(Duration.ofSeconds(9));
        counts.age(Duration.ofSeconds(7));

        assertThat(counts.oldest()).isEqualTo(Duration.ofSeconds(9));
    }

    private void check(java.util.function.Supplier<Duration> left) {
        new ClaimCheck(ports, "owner", counts).run((page, work) -> page.forEach(work), new TimeLeft(left));
    }

    private void take(Duration left) {
        new TaskTaker(ports, "owner", counts).run("arn", new TimeLeft(() -> left));
    }

    private static Task task(String kind, int number) {
        return new Task("t" + number, input(kind, number));
    }

    private static String input(String kind, int number) {
        return "{\"claim\": {\"execution\": \"e\", \"state\": \"S\", \"entered\": \"t\", \"retry\": %d}, \"%s\": {}}"
                .formatted(number, kind);
    }

    private void running(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(claims.create(
                            new Claim("c" + i, "t" + i, input("job", i), "o", TAKEN, Optional.of("run-" + i), TAKEN)))
                    .isTrue();
        }
    }
}
