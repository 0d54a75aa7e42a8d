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
 * The server that a killed stack left running on its data. The state folder is locked when this is asked, so a server on
 * it is nobody's.
 */
final class OrphanServer {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OrphanServer() {}

    /** Stops it, if there is one, and removes the file by which it would keep the next one from starting. */
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
            if (!ended(orphan.get())) {
                orphan.get().destroyForcibly();
                if (!ended(orphan.get())) {
                    throw new IOException("process " + orphan.get().pid() + " on " + data + " does not end");
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
        // The id may have gone to another program since.
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private static boolean sameFolder(String line, Path data) throws IOException {
        Path named = Path.of(line.strip());
        return Files.exists(named) && Files.isSameFile(named, data);
    }

    private static boolean ended(ProcessHandle process) throws IOException {
        try {
            var unused = process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("cannot tell when process " + process.pid() + " ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while process " + process.pid() + " ended", e);
        }
    }
}
