package dev.madrugada.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that holds a stack's state, with one sub-folder per service. One process at a time owns the folder, by a
 * lock of the operating system. The operating system releases the lock when the process ends, even by a kill.
 */
final class StateDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private StateDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Locks the folder and empties its {@code tmp}. Creates the folder if it does not exist.
     *
     * @throws StateInUseException if another process holds the lock
     */
    @SuppressWarnings("MustBeClosedChecker")
    static StateDirectory lock(Path root) throws IOException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StateInUseException(root);
        }
        StateDirectory state = new StateDirectory(root, channel, lock);
        recreateEmpty(state.tmp());
        return state;
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path folder(String service) {
        return root.resolve(service);
    }

    private static void recreateEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    /** Another stack uses the state folder. Two stacks would overwrite each other's state. */
    static final class StateInUseException extends IOException {
        StateInUseException(Path root) {
            super("another local stack is running on " + root
                    + "; stop that one, or give this one a --state of its own");
        }
    }
}
