package dev.madrugada.localstack.redshift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a PostgreSQL server that a killed stack left running on its data folder. Callers hold the lock of the state
 * folder, so the server belongs to no running stack.
 */
final class OrphanServer {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanServer.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private OrphanServer() {}

    /** Stops the orphaned server, if there is one, and deletes its pid file, which would prevent the next start. */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = process(pidFile, data);
        if (orphan.isPresent()) {
            LOG.info(
                    "stopping the PostgreSQL that a killed stack left behind, process {}",
                    orphan.get().pid());
            orphan.get().destroy();
            if (!awaitExit(orphan.get())) {
                orphan.get().destroyForcibly();
                if (!awaitExit(orphan.get())) {
                    throw new IOException(
                            "process " + orphan.get().pid() + " on " + data + " does not end after SIGKILL");
                }
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private static Optional<ProcessHandle> process(Path pidFile, Path data) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.get(0).strip().matches("\\d{1,18}") || !sameFolder(lines.get(1), data)) {
            return Optional.empty();
        }
        // The operating system may have reused the process id for another program.
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private static boolean sameFolder(String line, Path data) throws IOException {
        Path named = Path.of(line.strip());
        return Files.exists(named) && Files.isSameFile(named, data);
    }

    private static boolean awaitExit(ProcessHandle process) throws IOException {
        try {
            var unused = process.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for the end of process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the end of process " + process.pid(), e);
        }
    }
}
