package dev.madrugada.common.spark;

import com.fasterxml.jackson.core.JacksonException;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * What it means that Spark could not read or write a file, by the type that Hadoop's file systems throw, wherever it
 * stands in the chain of causes. S3A answers a 403 with AccessDeniedException and a 404 with FileNotFoundException.
 *
 * @see <a href="https://hadoop.apache.org/docs/r3.4.1/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html">S3A</a>
 */
public final class StorageFaults {
    private static final String WHERE = "Spark's files";
    private static final String FULL = "No space left on device";

    private StorageFaults() {}

    /** The failure with its code; empty if no file system caused it. */
    public static Optional<MadrugadaException> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException storage && !isOfValues(storage)) {
                return Optional.of(fault(storage).exception(thrown));
            }
        }
        return Optional.empty();
    }

    /** Exceptions of I/O by name only: bytes in memory that could not be written or understood. */
    private static boolean isOfValues(IOException thrown) {
        return thrown instanceof ObjectStreamException
                || thrown instanceof JacksonException
                || thrown instanceof CharacterCodingException;
    }

    private static Fault fault(IOException thrown) {
        if (thrown instanceof AccessDeniedException) {
            return new Fault(
                    ErrorCode.InputMissing,
                    WHERE,
                    "access was refused",
                    said(thrown),
                    "let the role list, read, write and delete below the lake, and use its key");
        }
        if (thrown instanceof FileNotFoundException || thrown instanceof NoSuchFileException) {
            return new Fault(
                    ErrorCode.InputMissing,
                    WHERE,
                    "a file or bucket that was there is not there any more",
                    said(thrown),
                    "see what else deletes below the lake, and run the night again with --force");
        }
        return new Fault(
                ErrorCode.SinkUnavailable,
                WHERE,
                "the file system did not do what was asked after several attempts",
                isDiskFull(thrown) ? FULL : thrown.getClass().getSimpleName() + ", whose text is in the log",
                "the night is retried; if it comes back, see S3's health, the network path and the free disk space");
    }

    /** The one text that is looked for: the JDK has no type for it, and nothing else says what to do. */
    private static boolean isDiskFull(IOException thrown) {
        return String.valueOf(thrown.getMessage()).contains(FULL);
    }

    /** With the path these types have for a message; another type's may be of what a file held. */
    private static String said(IOException thrown) {
        return thrown.getClass().getSimpleName() + ": "
                + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
    }
}
