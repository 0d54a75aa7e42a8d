package dev.madrugada.common.spark;

import com.fasterxml.jackson.core.JacksonException;
import dev.madrugada.common.error.Causes;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Classifies failures of Spark's file access: by the type of the file system's exception anywhere in the chain of
 * causes, and by the status of AWS's error response. S3A converts most 403 to AccessDeniedException, most 404 to
 * FileNotFoundException, a missing bucket to UnknownStoreException and a 400 to AWSBadRequestException. An error inside
 * another call becomes AWSClientIOException with the error response as its cause.
 *
 * @see <a href="https://hadoop.apache.org/docs/r3.4.1/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html">S3A</a>
 */
public final class StorageFaults {
    private static final String WHERE = "files that Spark reads or writes";
    private static final String GRANT =
            "allow the role to list, read, write and delete objects of the lake, and to use its KMS key";
    private static final String NO_BUCKET = "org.apache.hadoop.fs.s3a.UnknownStoreException";
    private static final Pattern PATH = Pattern.compile("s3[an]?://[^\\s:?]+");
    private static final String FULL = "No space left on device";

    private StorageFaults() {}

    /** The classified failure; empty if no exception of a file system is in the chain of causes. */
    public static Optional<MadrugadaException> of(Throwable thrown) {
        return Causes.of(thrown)
                .flatMap(cause -> fault(cause).stream())
                .findFirst()
                .map(fault -> fault.exception(thrown));
    }

    /** Empty if the exception is no file system's. */
    private static Optional<Fault> fault(Throwable cause) {
        if (cause instanceof IOException storage && !isAboutData(storage)) {
            return Optional.of(fault(storage));
        }
        return isOfAws(cause) ? AwsAnswer.in(cause).map(StorageFaults::fault) : Optional.empty();
    }

    private static boolean isOfAws(Throwable thrown) {
        String type = thrown.getClass().getName();
        return type.contains(".awssdk.") || type.startsWith("com.amazon");
    }

    /** Whether an IOException is about data in memory (serialisation, JSON, encoding) and not about a file system. */
    private static boolean isAboutData(IOException thrown) {
        return thrown instanceof ObjectStreamException
                || thrown instanceof JacksonException
                || thrown instanceof CharacterCodingException;
    }

    private static Fault fault(IOException thrown) {
        if (thrown instanceof AccessDeniedException) {
            return refused(describe(thrown));
        }
        if (thrown.getClass().getName().equals(NO_BUCKET)) {
            return missing("the bucket does not exist", describe(thrown))
                    .fix("correct the URI, or create the bucket in this account and region");
        }
        if (thrown instanceof FileNotFoundException || thrown instanceof NoSuchFileException) {
            return missing("a file or bucket does not exist any more", describe(thrown))
                    .fix("find out what else deletes objects of the lake, and run the night again with --force");
        }
        return AwsAnswer.in(thrown)
                .map(StorageFaults::fault)
                .orElseGet(() -> unavailable("the file system")
                        .because(
                                isDiskFull(thrown)
                                        ? FULL
                                        : thrown.getClass().getSimpleName() + ", whose message is in the log")
                        .fix("the night is retried; if it fails again, check S3's health, the network path and the free"
                                + " disk space"));
    }

    private static Fault fault(AwsAnswer answer) {
        String why = "S3 answered " + answer;
        return switch (answer.meaning()) {
            case DENIED -> refused(why);
            case NOT_FOUND ->
                missing("a file or bucket does not exist", why)
                        .fix("check that the bucket is in this account and region, and what else deletes objects of the"
                                + " lake");
            case REFUSED ->
                Fault.of(ErrorCode.InvalidArguments)
                        .at(WHERE)
                        .what("S3 refused the request; a retry would fail too")
                        .because(why)
                        .fix(
                                "set spark.hadoop.fs.s3a.endpoint.region to the bucket's region; check that the credentials"
                                        + " have not expired and that the role may use the bucket's KMS key");
            case UNAVAILABLE ->
                unavailable("S3")
                        .because(why)
                        .fix("the night is retried; if it fails again, check S3's health and the request rate of this"
                                + " prefix");
        };
    }

    private static Fault refused(String why) {
        return missing("access was refused", why).fix(GRANT);
    }

    private static Fault.Parts missing(String what, String why) {
        return Fault.of(ErrorCode.InputMissing).at(WHERE).what(what).because(why);
    }

    private static Fault.Parts unavailable(String what) {
        return Fault.of(ErrorCode.SinkUnavailable).at(WHERE).what(what + " failed after several attempts");
    }

    /** The only check of a message's text: the JDK has no exception type for a full disk. */
    private static boolean isDiskFull(IOException thrown) {
        return String.valueOf(thrown.getMessage()).contains(FULL);
    }

    /** The exception's type with the path from its message. Of an AWS response, only code and status are included. */
    private static String describe(IOException thrown) {
        String type = thrown.getClass().getSimpleName();
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
        return AwsAnswer.in(thrown)
                .map(answer -> {
                    Matcher path = PATH.matcher(message);
                    return type + (path.find() ? ": " + path.group() : "") + ", S3 answered " + answer;
                })
                .orElse(type + ": " + message);
    }
}
