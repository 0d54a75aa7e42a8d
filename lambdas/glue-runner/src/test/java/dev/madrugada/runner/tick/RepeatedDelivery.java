package dev.madrugada.runner.tick;

import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Activities that sometimes hand out a task a second time at the same instant. */
final class RepeatedDelivery implements Activities {
    private static final int PERCENT = 20;

    private final Activities activities;
    private final Random random;
    private final Clock clock;
    private @Nullable Delivery last;

    /** A task, and when it was handed out. */
    private record Delivery(Task task, Instant at) {}

    RepeatedDelivery(Activities activities, Random random, Clock clock) {
        this.activities = activities;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Task> take(String activity) {
        Delivery before = last;
        last = null;
        Instant now = clock.instant();
        if (before != null && before.at().equals(now) && random.nextInt(100) < PERCENT) {
            return Optional.of(before.task());
        }
        Optional<Task> task = activities.take(activity);
        last = task.map(delivered -> new Delivery(delivered, now)).orElse(null);
        return task;
    }

    @Override
    public Receipt heartbeat(String token) {
        return activities.heartbeat(token);
    }

    @Override
    public Receipt succeeded(String token, String output) {
        return activities.succeeded(token, output);
    }

    @Override
    public Receipt failed(String token, Failure failure) {
        return activities.failed(token, failure);
    }
}
