package dev.madrugada.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a local stack as a separate process, for tests. The process runs from {@code <root>/local-stack/target/classes}
 * and {@code target/lib}; the system property {@code madrugada.root} names the root, and this module must have been
 * built. The process ends with {@link #close} or with the process that started it. The output goes to {@code
 * local-stack.log} beside the state folder.
 */
public final class LocalStackProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final Process process;
    private final LocalStackEndpoints endpoints;

    private LocalStackProcess(Process process, LocalStackEndpoints endpoints) {
        this.process = process;
        this.endpoints = endpoints;
    }

    /**
     * Starts a stack with its state in the folder and its clock at the system time. Returns when all services are up.
     */
    public static LocalStackProcess start(Path folder) {
        return start(folder, Optional.empty());
    }

    /** Starts a stack with its state in the folder and its clock at {@code now}. Returns when all services are up. */
    public static LocalStackProcess startAt(Path folder, Instant now) {
        return start(folder, Optional.of(now));
    }

    private static LocalStackProcess start(Path folder, Optional<Instant> now) {
        try {
            Files.createDirectories(folder);
            Path ready = folder.resolve("ready.json");
            Files.deleteIfExists(ready);
            Path log = folder.resolve("local-stack.log");
            List<String> command = new ArrayList<>(command());
            command.addAll(List.of("--state", folder.resolve("state").toString()));
            command.addAll(List.of("--outbox", outbox(folder).toString()));
            command.addAll(List.of("--ready", ready.toString()));
            command.addAll(
                    List.of("--stop-with", Long.toString(ProcessHandle.current().pid())));
            now.ifPresent(instant -> command.addAll(List.of("--now", instant.toString())));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            await(process, ready, log);
            return new LocalStackProcess(process, ReadyFile.read(ready));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts a stack, without the stack's own arguments. */
    public static List<String> command() {
        return command(LocalStack.class, "-Xmx1g");
    }

    /** The command that starts a stack with these options of the JVM, without the stack's own arguments. */
    public static List<String> command(List<String> jvmOptions) {
        return command(LocalStack.class, jvmOptions.toArray(String[]::new));
    }

    /** The command that starts a main class of this module. */
    static List<String> command(Class<?> main, String... jvmOptions) {
        String root = System.getProperty("madrugada.root");
        if (root == null) {
            throw new IllegalStateException(
                    "the system property madrugada.root is not set; set it to the project's folder");
        }
        Path target = Path.of(root, "local-stack", "target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalStateException(
                    target.resolve("lib") + " is missing: build it with mvn -pl local-stack process-classes");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dmadrugada.root=" + root,
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                main.getName()));
        return List.copyOf(command);
    }

    private static Path outbox(Path folder) {
        return folder.resolve("outbox");
    }

    private static void await(Process process, Path ready, Path log) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try {
            while (!Files.exists(ready)) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "the local stack ended with status " + process.exitValue() + ":\n" + tail(log));
                }
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException("the local stack was not up after " + START_TIMEOUT + ":\n" + tail(log));
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the local stack started", e);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    public LocalStackEndpoints endpoints() {
        return endpoints;
    }

    /** Kills the process, as {@code kill -9} does. The state on disk stays as it was at that moment. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Sends SIGTERM and waits until the process has ended; kills it after 30 seconds. */
    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
