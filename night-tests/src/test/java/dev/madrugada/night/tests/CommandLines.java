package dev.madrugada.night.tests;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Collects the command lines of all processes below this one, which other users of a machine may see. */
final class CommandLines implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService look = Executors.newSingleThreadScheduledExecutor();

    CommandLines() {
        var unused = look.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ProcessHandle.current()
                .descendants()
                .forEach(process -> process.info().commandLine().ifPresent(seen::add));
    }

    Set<String> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() {
        look.shutdownNow();
    }
}
