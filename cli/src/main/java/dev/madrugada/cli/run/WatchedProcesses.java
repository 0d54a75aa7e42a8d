package dev.madrugada.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The processes that a run starts: each has a log, and none outlives the run, however the run ends. */
final class WatchedProcesses {
    private static final long GRACE_SECONDS = 5;

    /**
     * Runs a command beside a watch on its standard input, which ends with the run's process, a killed one's too: then
     * the command is killed. Whoever presses Ctrl-C stops the run, and the run stops the command. The first parameter is
     * the process id of the run.
     */
    private static final String WATCHED = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            (
              exec >/dev/null 2>&1
              cat <&3
              for again in 1 2 3; do
                kill -0 "$0" || { kill -9 $$; exit; }
                sleep 1
              done
            ) &
            exec 3<&-
            exec "$@"
            """;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /**
     * A process and its end.
     *
     * @param ended its exit status; 128 and the signal's number if a signal ended it
     */
    record Started(Process process, CompletableFuture<Integer> ended) {
        long pid() {
            return process.pid();
        }

        /** Ends the process at once, as kill -9 does. */
        void kill() {
            process.destroyForcibly();
        }
    }

    /** What to start: a command, its whole environment, where it runs and where its output goes. */
    record Start(List<String> command, Map<String, String> environment, Path folder, Path log) {}

    /** The command with which a process is started that ends with the process {@code run}. */
    static List<String> watched(long run, List<String> command) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, Long.toString(run)));
        words.addAll(command);
        return words;
    }

    /** Starts a process; {@code progress} gets each of Spark's progress bars that it prints. */
    Started start(Start start, Consumer<SparkProgress> progress) throws IOException {
        // The state machine may retry what was just stopped.
        if (isClosed) {
            throw new IOException("the run is ending");
        }
        Files.createDirectories(start.log().toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(
                        watched(ProcessHandle.current().pid(), start.command()))
                .directory(start.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(start.environment());
        OutputStream log = Files.newOutputStream(start.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Process process = builder.start();
        running.add(process);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread pump = new Thread(() -> ended.complete(pumped(process, log, progress)), "log of " + process.pid());
        pump.setDaemon(true);
        pump.start();
        return new Started(process, ended);
    }

    private int pumped(Process process, OutputStream log, Consumer<SparkProgress> progress) {
        try (log;
                InputStream out = process.getInputStream()) {
            byte[] buffer = new byte[1 << 13];
            for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                log.write(SparkProgress.removedFrom(text, progress).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException logIsLost) {
            // The process's end still counts.
        }
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            running.remove(process);
        }
    }

    /** Ends all that still run, and what they started: asks first, then kills. */
    void stop() {
        isClosed = true;
        List<ProcessHandle> all = running.stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture<?> gone =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
