package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Collects the whole command lines of all processes below this one, which other users of a machine may see. */
final class CommandLines implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService look = Executors.newSingleThreadScheduledExecutor();

    CommandLines() {
        var unused = look.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ProcessHandle.current().descendants().forEach(process -> {
            try {
                // ProcessHandle's own answer ends after a page of memory, and arguments follow a class path.
                String words = Files.readString(
                        Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
                seen.add(words.replace('\0', ' ').strip());
            } catch (IOException ended) {
                // Its command line was there until then.
            }
        });
    }

    Set<String> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() {
        look.shutdownNow();
    }
}
