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
final class Interleaving {
    private final Random random;
    private final List<Thread> waiting = new ArrayList<>();
    private int going;
    private @Nullable Thread chosen;

    Interleaving(long seed) {
        this.random = new Random(seed);
    }

    /** Runs the tasks to their ends. */
    void run(List<Runnable> tasks) throws InterruptedException {
        going = tasks.size();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Runnable task = tasks.get(i);
            Thread thread = new Thread(
                    () -> {
                        try {
                            task.run();
                        } finally {
                            leave();
                        }
                    },
                    "task-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A task calls it before each step. */
    synchronized void step() {
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
