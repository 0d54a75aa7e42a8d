package dev.madrugada.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started from here.
 *
 * @param name what messages call it, such as "the broker"
 * @param log the file with its output; messages about a failed start have the last lines
 */
public record ChildProcess(Process process, String name, Path log) {
    private static final int POLL_MILLIS = 20;
    private static final int LAST_LINES = 40;
    private static final Duration LONGEST_KILL = Duration.ofSeconds(30);

    /** Asks whether a process is ready. */
    @FunctionalInterface
    public interface Ready {
        boolean ask() throws IOException;
    }

    /** Starts a process in a folder, with its output at the end of the log. */
    public static ChildProcess start(String name, List<String> command, Path folder, Path log) throws IOException {
        return new ChildProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                name,
                log);
    }

    /**
     * Waits until the process is ready.
     *
     * @throws IOException if the process ends before, or is not ready in time; it is killed then
     */
    public void await(Duration longest, Ready ready) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (!ready.ask()) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException(name + " ended with status " + process.exitValue() + ":\n" + tail());
                }
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException(name + " was not up after " + longest + ":\n" + tail());
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " started", e);
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Sends SIGTERM and waits until the process has ended; kills it after the grace period. */
    public void stop(Duration grace) {
        process.destroy();
        awaitExit(grace);
    }

    /** Kills the process, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(LONGEST_KILL);
    }

    private void awaitExit(Duration grace) {
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
