package dev.madrugada.aws.files;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An object store on a file system. {@code write} writes a hidden file beside the object and moves it into place;
 * {@code create} links it into place, which fails if the object exists. Readers therefore never see an incomplete
 * object.
 */
public final class FileObjectStore implements ObjectStore {
    @Override
    public Optional<byte[]> read(URI object) {
        return convertingErrors(object, () -> {
            try {
                return Optional.of(Files.readAllBytes(Path.of(object)));
            } catch (NoSuchFileException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(URI object, byte[] content) {
        convertingErrors(object, () -> {
            Path target = Path.of(object);
            Path written = writeTemporary(target, content);
            try {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unlikely) {
                Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return target;
        });
    }

    @Override
    public boolean create(URI object, byte[] content) {
        return convertingErrors(object, () -> {
            Path target = Path.of(object);
            Path written = writeTemporary(target, content);
            try {
                Files.createLink(target, written);
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            } catch (UnsupportedOperationException noLinks) {
                return createdNew(target, content);
            } finally {
                Files.deleteIfExists(written);
            }
        });
    }

    @Override
    public List<StoredObject> list(URI folder) {
        List<StoredObject> objects = new ArrayList<>();
        if (Files.isDirectory(Path.of(folder))) {
            visit(folder, objects::add);
        }
        objects.sort(Comparator.comparing(object -> object.uri().getPath()));
        return objects;
    }

    @Override
    public void visit(URI prefix, Consumer<StoredObject> visitor) {
        URI folder = prefix.resolve(".");
        Path root = Path.of(folder);
        if (!Files.isDirectory(root)) {
            return;
        }
        convertingErrors(prefix, () -> {
            String start = prefix.getPath();
            try (Stream<Path> below = Files.walk(root)) {
                Iterator<Path> paths = below.filter(FileObjectStore::isObject).iterator();
                while (paths.hasNext()) {
                    Path path = paths.next();
                    URI uri = folder.resolve(root.toUri().relativize(path.toUri()));
                    if (uri.getPath().startsWith(start)) {
                        visitor.accept(new StoredObject(
                                uri,
                                Files.size(path),
                                Files.getLastModifiedTime(path).toInstant()));
                    }
                }
            }
            return root;
        });
    }

    @Override
    public void delete(Collection<URI> objects) {
        for (URI object : objects) {
            convertingErrors(object, () -> Files.deleteIfExists(Path.of(object)));
        }
    }

    /** Whether the path is an object. Hidden files are not: they are incomplete writes or Hadoop's checksums. */
    private static boolean isObject(Path path) {
        return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".");
    }

    private static boolean createdNew(Path target, byte[] content) throws IOException {
        try {
            Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static Path writeTemporary(Path target, byte[] content) throws IOException {
        Files.createDirectories(target.getParent());
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        return Files.write(beside, content, StandardOpenOption.CREATE_NEW);
    }

    private interface FileCall<T> {
        T call() throws IOException;
    }

    private static <T> T convertingErrors(URI where, FileCall<T> call) {
        try {
            return call.call();
        } catch (IOException failed) {
            throw Fault.of(ErrorCode.SinkUnavailable)
                    .at(where.toString())
                    .what("the file operation failed")
                    .because(failed.getClass().getSimpleName() + " " + failed.getMessage())
                    .fix("check that the folder is readable and writable and that the disk is not full")
                    .exception(failed);
        }
    }
}
