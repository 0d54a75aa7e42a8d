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
 * What it means that Spark could not read or write a file, by the type that Hadoop's file systems throw, wherever it
 * stands in the chain of causes, and by the status that AWS answered with. S3A turns most 403 into
 * AccessDeniedException and most 404 into FileNotFoundException, a missing bucket into UnknownStoreException, a 400 into
 * AWSBadRequestException; what fails inside of another call comes as AWSClientIOException with the answer as its cause.
 *
 * @see <a href="https://hadoop.apache.org/docs/r3.4.1/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html">S3A</a>
 */
public final class StorageFaults {
    private static final String WHERE = "Spark's files";
    private static final String LET = "let the role list, read, write and delete below the lake, and use its key";
    private static final String NO_BUCKET = "org.apache.hadoop.fs.s3a.UnknownStoreException";
    private static final Pattern PATH = Pattern.compile("s3[an]?://[^\\s:?]+");
    private static final String FULL = "No space left on device";

    private StorageFaults() {}

    /** The failure with its code; empty if no file system caused it. */
    public static Optional<MadrugadaException> of(Throwable thrown) {
        return Causes.of(thrown)
                .flatMap(cause -> fault(cause).stream())
                .findFirst()
                .map(fault -> fault.exception(thrown));
    }

    /** Empty if the exception is no file system's. */
    private static Optional<Fault> fault(Throwable cause) {
        if (cause instanceof IOException storage && !isOfValues(storage)) {
            return Optional.of(fault(storage));
        }
        return isOfAws(cause) ? AwsAnswer.in(cause).map(StorageFaults::fault) : Optional.empty();
    }

    private static boolean isOfAws(Throwable thrown) {
        String type = thrown.getClass().getName();
        return type.contains(".awssdk.") || type.startsWith("com.amazon");
    }

    /** Exceptions of I/O by name only: bytes in memory that could not be written or understood. */
    private static boolean isOfValues(IOException thrown) {
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
            return missing("a file or bucket that was there is not there any more", describe(thrown))
                    .fix("see what else deletes below the lake, and run the night again with --force");
        }
        return AwsAnswer.in(thrown)
                .map(StorageFaults::fault)
                .orElseGet(() -> unavailable("the file system")
                        .because(
                                isDiskFull(thrown)
                                        ? FULL
                                        : thrown.getClass().getSimpleName() + ", whose text is in the log")
                        .fix(
                                "the night is retried; if it comes back, see S3's health, the network path and the free disk"
                                        + " space"));
    }

    private static Fault fault(AwsAnswer answer) {
        String why = "S3 answered " + answer;
        return switch (answer.meaning()) {
            case DENIED -> refused(why);
            case ABSENT ->
                missing("a file or bucket is not there", why)
                        .fix("see that the bucket is in this account and region, and what else deletes below the lake");
            case REFUSED ->
                Fault.of(ErrorCode.InvalidArguments)
                        .at(WHERE)
                        .what("S3 refused the request, and would again")
                        .because(why)
                        .fix("set spark.hadoop.fs.s3a.endpoint.region to the bucket's region, see that the credentials"
                                + " are not expired and that the role may use the bucket's key");
            case AWAY ->
                unavailable("S3")
                        .because(why)
                        .fix("the night is retried; if it comes back, see S3's health and how many requests go to this"
                                + " prefix");
        };
    }

    private static Fault refused(String why) {
        return missing("access was refused", why).fix(LET);
    }

    private static Fault.Parts missing(String what, String why) {
        return Fault.of(ErrorCode.InputMissing).at(WHERE).what(what).because(why);
    }

    private static Fault.Parts unavailable(String what) {
        return Fault.of(ErrorCode.SinkUnavailable)
                .at(WHERE)
                .what(what + " did not do what was asked after several attempts");
    }

    /** The one text that is looked for: the JDK has no type for it, and nothing else says what to do. */
    private static boolean isDiskFull(IOException thrown) {
        return String.valueOf(thrown.getMessage()).contains(FULL);
    }

    /** With the path that these types have in their message, and of AWS's text only code and status. */
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
