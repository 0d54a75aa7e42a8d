package dev.madrugada.cli.run;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.localstack.LocalStack;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import dev.madrugada.localstack.ReadyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The local stack's process for a night: starts it on the state of the work folder, then stops or keeps it. */
final class StackProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g");
    /** The stack ignores Ctrl-C. The run handles the signal and then stops the stack. */
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "stack");

    private final Process process;
    private final WorkFolder work;

    private StackProcess(Process process, WorkFolder work) {
        this.process = process;
        this.work = work;
    }

    /**
     * Starts a stack whose clock begins at {@code now}, and returns without waiting for the stack. First stops a stack
     * that an earlier run kept, because the kept stack has another night's clock and uses the same state.
     */
    static StackProcess starting(WorkFolder work, Instant now, Map<String, String> environment) {
        try {
            stopEarlier(work);
            Files.deleteIfExists(work.ready());
            List<String> command = new ArrayList<>(DEAF);
            command.addAll(LocalStackProcess.command(JVM));
            command.addAll(List.of("--state", work.state().toString()));
            command.addAll(List.of("--outbox", work.outbox().toString()));
            command.addAll(List.of("--ready", work.ready().toString(), "--now", now.toString()));
            command.addAll(List.of("--calls", work.calls().toString()));
            command.addAll(
                    List.of("--stop-with", Long.toString(ProcessHandle.current().pid())));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(work.path().toFile())
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(work.log("stack").toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new StackProcess(builder.start(), work);
        } catch (IOException failed) {
            throw notUp(work, String.valueOf(failed.getMessage()));
        }
    }

    /** The stack's endpoints; waits until the stack is ready. */
    LocalStackEndpoints endpoints() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.exists(work.ready())) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw notUp(work, "its process ended with status " + process.exitValue());
            }
            if (System.nanoTime() > deadline) {
                throw notUp(work, "it did not answer within " + LONGEST_START.toSeconds() + " s");
            }
        }
        try {
            return ReadyFile.read(work.ready());
        } catch (IOException failed) {
            throw notUp(work, String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public void close() {
        stop(process.toHandle());
        try {
            Files.deleteIfExists(work.ready());
        } catch (IOException stays) {
            // If the file remains, the next run finds no process of that id.
        }
    }

    private static void stopEarlier(WorkFolder work) throws IOException {
        if (!Files.exists(work.ready())) {
            return;
        }
        Optional<ProcessHandle> earlier =
                ProcessHandle.of(ReadyFile.read(work.ready()).pid());
        // The operating system may have given the process id to another process.
        earlier.filter(process -> process.info().commandLine().orElse("").contains(LocalStack.class.getName()))
                .ifPresent(StackProcess::stop);
    }

    private static void stop(ProcessHandle stack) {
        stack.destroy();
        try {
            stack.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            stack.destroyForcibly();
        } catch (InterruptedException interrupted) {
            stack.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static MadrugadaException notUp(WorkFolder work, String why) {
        return Fault.of(ErrorCode.CapacityUnavailable)
                .at("the local stack")
                .what("it did not come up")
                .because(why)
                .fix("see " + work.log("stack"))
                .exception();
    }
}
