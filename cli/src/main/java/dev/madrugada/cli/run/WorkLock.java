package dev.madrugada.cli.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Allows one run at a time on a work folder. The lock is a file with the process id of the run that holds it. */
final class WorkLock implements AutoCloseable {
    private static final long OWN = ProcessHandle.current().pid();

    private final Path file;

    private WorkLock(Path file) {
        this.file = file;
    }

    /** Thrown if another run holds the folder. */
    static final class HeldException extends Exception {
        private static final long serialVersionUID = 1L;

        HeldException(long holder, Path file) {
            super("another run (process " + holder + ") is under way on " + file.getParent()
                    + ": wait for it, or use another --work");
        }
    }

    /**
     * Takes the lock; also takes over the lock of a dead process.
     *
     * @throws FileSystemException if the folder cannot be created or written
     */
    static WorkLock take(Path file) throws IOException, HeldException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        while (!isCreated(file)) {
            Optional<String> holder = content(file);
            if (holder.isPresent()) {
                requireDead(holder.get(), file);
                remove(file, holder.get());
            }
        }
        return new WorkLock(file);
    }

    /**
     * Removes a dead process's lock. Only the process that holds the take-over file may remove the lock, after reading
     * it again. Otherwise, of two processes that saw the same dead holder, the second could remove the first one's new
     * lock.
     */
    private static void remove(Path file, String holder) throws IOException, HeldException {
        Path right = file.resolveSibling(file.getFileName() + ".takeover");
        if (!isCreated(right)) {
            Optional<String> other = content(right);
            if (other.isPresent()) {
                requireDead(other.get(), file);
            }
            Files.deleteIfExists(right);
            return;
        }
        try {
            if (content(file).equals(Optional.of(holder))) {
                Files.deleteIfExists(file);
            }
        } finally {
            Files.deleteIfExists(right);
        }
    }

    /** Writes the process id before it links the file into place, so that no lock exists without its holder's id. */
    private static boolean isCreated(Path file) throws IOException {
        Path own = file.resolveSibling(file.getFileName() + "." + OWN);
        try {
            Files.writeString(own, Long.toString(OWN));
            Files.createLink(file, own);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static Optional<String> content(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /**
     * Throws if the holder is alive. The holder is dead if the file lacks an id (full disk) or has this process's own
     * id.
     */
    private static void requireDead(String holder, Path file) throws HeldException {
        if (holder.matches("[1-9][0-9]{0,17}")) {
            long pid = Long.parseLong(holder);
            if (pid != OWN
                    && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                throw new HeldException(pid, file);
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // If the file remains, the next run takes over the dead process's lock.
        }
    }
}
