package dev.madrugada.formats;

import dev.madrugada.common.error.MadrugadaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Runs several runs in an order that depends on a seed only: one at a time, and before each step of a run, the seed
 * decides which one goes on.
 */
final class Interleaving {
    private final Random random;
    private final List<Integer> alive = new ArrayList<>();
    private int turn;

    private Interleaving(long seed, int runs) {
        this.random = new Random(seed);
        for (int i = 0; i < runs; i++) {
            alive.add(i);
        }
        this.turn = random.nextInt(runs);
    }

    /**
     * Runs all runs to their ends.
     *
     * @param runs each gets a hook, which it calls before its steps
     * @return the errors of the runs
     */
    static List<Optional<MadrugadaException>> of(long seed, List<Function<HookedStore.Hook, Runnable>> runs)
            throws InterruptedException {
        Interleaving interleaving = new Interleaving(seed, runs.size());
        List<Optional<MadrugadaException>> errors = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> bugs = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            errors.add(Optional.empty());
            int me = i;
            Thread[] self = new Thread[1];
            Runnable run = runs.get(i).apply(step -> {
                // Iceberg has helpers of its own, for which their run waits.
                if (Thread.currentThread() == self[0]) {
                    interleaving.step(me);
                }
            });
            self[0] = new Thread(() -> {
                interleaving.step(me);
                try {
                    run.run();
                } catch (MadrugadaException failed) {
                    errors.set(me, Optional.of(failed));
                } catch (RuntimeException | Error bug) {
                    synchronized (bugs) {
                        bugs.add(bug);
                    }
                } finally {
                    interleaving.end(me);
                }
            });
            threads.add(self[0]);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!bugs.isEmpty()) {
            throw new AssertionError("seed " + seed, bugs.get(0));
        }
        return errors;
    }

    private synchronized void step(int me) {
        if (turn == me) {
            next();
        }
        while (turn != me) {
            try {
                wait();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    private synchronized void end(int me) {
        alive.remove((Integer) me);
        next();
    }

    private void next() {
        if (!alive.isEmpty()) {
            turn = alive.get(random.nextInt(alive.size()));
        }
        notifyAll();
    }
}
