package dev.madrugada.runner.tick;

import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start tick of one activity: takes its tasks, and starts a run for each. */
public final class TaskTaker {
    private static final Logger LOG = LoggerFactory.getLogger(TaskTaker.class);

    private final Ports ports;
    private final ClaimHandler handler;
    private final TickCounts counts;

    public TaskTaker(Ports ports, String owner, TickCounts counts) {
        this.ports = ports;
        this.handler = new ClaimHandler(ports, owner, counts);
        this.counts = counts;
    }

    /**
     * Takes tasks until none is left or the time is over. A poll takes up to a minute, and a task that it returns must
     * then be claimed, so no poll begins without time for both.
     */
    public void run(String activity, TimeLeft time) {
        while (time.allows(TimeLeft.POLL_AND_START)) {
            Optional<Activities.Task> task;
            try {
                task = ports.activities().take(activity);
            } catch (RuntimeException failed) {
                counts.add(Counter.ERRORS);
                LOG.warn("event=no-task activity={}", activity, failed);
                return;
            }
            if (task.isEmpty()) {
                return;
            }
            take(task.get());
        }
    }

    private void take(Activities.Task task) {
        try {
            handler.take(task);
        } catch (RuntimeException failed) {
            counts.add(Counter.ERRORS);
            LOG.warn("event=not-started: the next ticks take the claim up", failed);
        }
    }
}
