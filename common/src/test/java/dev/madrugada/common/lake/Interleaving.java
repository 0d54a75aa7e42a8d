package dev.madrugada.common.lake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on threads of their own, one step at a time: before each step, every task waits, and a seeded random number
 * chooses the task that goes on.
 */
public final class Interleaving {
    private final long seed;
    private final Random random;
    private final List<Thread> tasks = new ArrayList<>();
    private final List<Thread> waiting = new ArrayList<>();
    private final List<Throwable> bugs = new ArrayList<>();
    private int going;
    private @Nullable Thread chosen;

    public Interleaving(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /**
     * Runs the tasks to their ends.
     *
     * @throws AssertionError if a task throws
     */
    public void run(List<Runnable> runs) throws InterruptedException {
        going = runs.size();
        for (Runnable run : runs) {
            tasks.add(new Thread(() -> toItsEnd(run), "task-" + tasks.size()));
        }
        tasks.forEach(Thread::start);
        for (Thread task : tasks) {
            task.join();
        }
        if (!bugs.isEmpty()) {
            throw new AssertionError("a task failed with seed " + seed, bugs.get(0));
        }
    }

    private void toItsEnd(Runnable run) {
        try {
            run.run();
        } catch (RuntimeException | Error bug) {
            synchronized (bugs) {
                bugs.add(bug);
            }
        } finally {
            leave();
        }
    }

    /** A task calls it before each step. Calls from other threads, which a task may have started, do nothing. */
    public synchronized void step() {
        if (!tasks.contains(Thread.currentThread())) {
            return;
        }
        waiting.add(Thread.currentThread());
        going--;
        choose();
        while (chosen != Thread.currentThread()) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        chosen = null;
    }

    private synchronized void leave() {
        going--;
        choose();
    }

    private void choose() {
        if (going == 0 && !waiting.isEmpty()) {
            // The order in which threads arrive is not the seed's.
            waiting.sort(Comparator.comparing(Thread::getName));
            chosen = waiting.remove(random.nextInt(waiting.size()));
            going = 1;
            notifyAll();
        }
    }
}
