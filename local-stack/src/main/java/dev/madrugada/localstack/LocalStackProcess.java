package dev.madrugada.localstack;

import dev.madrugada.localstack.process.ChildProcess;
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

/**
 * Runs a local stack as a separate process, for tests. The process runs from {@code <root>/local-stack/target/classes}
 * and {@code target/lib}; the system property {@code madrugada.root} names the root, and this module must have been
 * built. The process ends with {@link #close} or with the process that started it. The output goes to {@code
 * local-stack.log} beside the state folder.
 */
public final class LocalStackProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final ChildProcess process;
    private final LocalStackEndpoints endpoints;

    private LocalStackProcess(ChildProcess process, LocalStackEndpoints endpoints) {
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

    private static LocalStackProcess start(Path state, Optional<Instant> now) {
        try {
            Path folder = Files.createDirectories(state.toAbsolutePath());
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
            ChildProcess process = ChildProcess.start("the local stack", command, folder, log);
            process.await(START_TIMEOUT, () -> Files.exists(ready));
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

    public LocalStackEndpoints endpoints() {
        return endpoints;
    }

    /** Kills the process, as {@code kill -9} does. The state on disk stays as it was at that moment. */
    public void kill() {
        process.kill();
    }

    /** Sends SIGTERM and waits until the process has ended; kills it after 30 seconds. */
    @Override
    public void close() {
        process.stop(STOP_TIMEOUT);
    }
}
