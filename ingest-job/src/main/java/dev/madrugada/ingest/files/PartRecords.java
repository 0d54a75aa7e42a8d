package dev.madrugada.ingest.files;

import dev.madrugada.ingest.files.format.BrokenFileException;
import dev.madrugada.ingest.files.format.FileFormat;
import dev.madrugada.ingest.files.format.FileRecords;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The records of a part of a file. After the last one, the file must be what was listed. A file that breaks off is a
 * finding, and its records before the break are returned. Not thread-safe.
 */
final class PartRecords implements Closeable {
    private final FilePart part;
    private final Path path;
    private final StorageErrors files;
    private final Consumer<FileFinding> findings;
    private @Nullable FileRecords records;
    private boolean isAtEnd;

    PartRecords(FilePart part, FileFormat format, Configuration hadoop, Consumer<FileFinding> findings)
            throws IOException {
        this.part = part;
        this.path = new Path(part.file().uri());
        this.files = new StorageErrors(path.getFileSystem(hadoop));
        this.findings = findings;
        try {
            this.records = opened(format);
        } catch (IOException | RuntimeException failed) {
            end(failed);
        }
    }

    private FileRecords opened(FileFormat format) throws IOException {
        if (part.file().content() == ListedFile.Content.REFUSED) {
            return FileFormat.jsonValues(files, path);
        }
        return part.isWhole() ? format.open(files, path) : format.openPart(files, path, part.from(), part.to());
    }

    /** Moves to the next record. */
    boolean next() throws IOException {
        FileRecords open = records;
        if (isAtEnd || open == null) {
            return false;
        }
        try {
            if (open.next()) {
                return true;
            }
            requireUnchanged();
            isAtEnd = true;
        } catch (ChangedFileException changed) {
            throw changed;
        } catch (IOException | RuntimeException failed) {
            end(failed);
        }
        return false;
    }

    /** The payload of the current record; null if the file is broken there. */
    byte @Nullable [] payload() throws IOException {
        FileRecords open = records;
        if (open == null) {
            throw new IllegalStateException("there is no current record");
        }
        try {
            return open.payload();
        } catch (IOException | RuntimeException failed) {
            end(failed);
            return null;
        }
    }

    long position() {
        return records == null ? part.from() : records.position();
    }

    /** Ends the file at a failure, unless storage failed or the file was changed. */
    private void end(Exception failed) throws IOException {
        isAtEnd = true;
        requireUnchanged();
        IOException storage = files.failure();
        if (storage != null) {
            throw storage;
        }
        findings.accept(FileFinding.broken(part.file(), reason(failed), position()));
    }

    private void requireUnchanged() throws IOException {
        boolean isSame;
        try {
            isSame = part.file().isUnchanged(files.getFileStatus(path));
        } catch (FileNotFoundException deleted) {
            isSame = false;
        }
        if (!isSame) {
            throw new ChangedFileException(part.file().uri().toString());
        }
    }

    /** No message of a library, which may have a part of the file's content. */
    private static String reason(Exception failed) {
        if (failed instanceof BrokenFileException broken) {
            return String.valueOf(broken.getMessage());
        }
        return failed instanceof EOFException
                ? "the file ends too early"
                : "the file's reader failed with " + failed.getClass().getSimpleName();
    }

    @Override
    public void close() throws IOException {
        FileRecords open = records;
        records = null;
        if (open != null) {
            open.close();
        }
    }
}
