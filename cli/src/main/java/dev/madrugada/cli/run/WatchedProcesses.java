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

/** The processes that a run starts. Each has a log file, and each ends when the run ends, even if the run is killed. */
final class WatchedProcesses {
    private static final long GRACE_SECONDS = 5;

    /**
     * A shell script that runs a command beside a watcher. The watcher reads standard input, a pipe from the run's
     * process. The pipe closes when the run ends or is killed, and the watcher then kills the command if the run's
     * process no longer exists. The command ignores Ctrl-C; the run handles the signal and stops the command. The
     * script's first parameter is the run's process id.
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
     * A process and its exit.
     *
     * @param ended the exit status; 128 plus the signal's number if a signal ended the process
     */
    record Started(Process process, CompletableFuture<Integer> ended) {
        long pid() {
            return process.pid();
        }

        /** Kills the process at once, as kill -9 does. */
        void kill() {
            process.destroyForcibly();
        }
    }

    /** The parameters of a process: command, complete environment, working folder and log file. */
    record Start(List<String> command, Map<String, String> environment, Path folder, Path log) {}

    /** Extends a command so that its process ends when the process with the id {@code run} ends. */
    static List<String> watched(long run, List<String> command) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, Long.toString(run)));
        words.addAll(command);
        return words;
    }

    /** Starts a process; {@code progress} gets each progress bar of Spark that the process prints. */
    Started start(Start start, Consumer<SparkProgress> progress) throws IOException {
        // The state machine may retry an attempt that was just stopped, so no process starts after the stop.
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
            // An error while the output is read does not change the process's exit status.
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

    /** Ends all running processes and their children: first with SIGTERM, then with SIGKILL. */
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
