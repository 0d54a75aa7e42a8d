package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

/** Counts the calls to one stream, and says in our words what went wrong with one. Used by any number of threads. */
final class AwsCalls {

    private final StreamId stream;
    private final LongAdder made = new LongAdder();

    AwsCalls(StreamId stream) {
        this.stream = stream;
    }

    long made() {
        return made.sum();
    }

    /**
     * One attempt. An {@link ExpiredIteratorException} and an {@link ExpiredNextTokenException} come through as they are:
     * they ask for another iterator, another listing.
     */
    <T> T attempt(String action, Supplier<T> request) {
        made.increment();
        try {
            return request.get();
        } catch (ExpiredIteratorException | ExpiredNextTokenException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw translated(action, e);
        } catch (SdkClientException | UncheckedIOException e) {
            // Unchecked: a kept connection that the other side has closed, where the HTTP client finds out late; a page
            // that broke off or came damaged.
            throw unavailable(action, e);
        }
    }

    StreamUnavailableException unavailable(String action, Exception e) {
        return new StreamUnavailableException(
                ("StreamUnavailable: stream %s: %s failed (%s); the service, the network or the credentials were not"
                                + " there; read again, and check the endpoint and the credentials of this process if it"
                                + " stays so")
                        .formatted(stream, action, e.getMessage()),
                e);
    }

    StreamRefusedException withoutArrival(String sequenceNumber) {
        return new StreamRefusedException(
                ("StreamRefused: stream %s: record %s came without its arrival time; it can be placed neither inside nor"
                                + " outside the window; look at the endpoint, it is not AWS's own")
                        .formatted(stream, sequenceNumber),
                null);
    }

    /** Whether it failed before anything was sent, as without credentials: what no second attempt mends. */
    static boolean neverLeftTheProcess(KinesisSourceException failure) {
        if (!(failure.getCause() instanceof SdkClientException)) {
            return false;
        }
        return Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
                .noneMatch(cause -> cause instanceof IOException
                        || cause instanceof UncheckedIOException
                        || cause instanceof Crc32MismatchException
                        || cause instanceof AbortedException);
    }

    private KinesisSourceException translated(String action, AwsServiceException e) {
        // The SDK doesn't count two of them: ListShards and DescribeStreamSummary say it so, and a stream's key.
        if (e.isThrottlingException() || e instanceof LimitExceededException || e instanceof KmsThrottlingException) {
            return new StreamThrottledException(
                    ("StreamThrottled: stream %s: %s was throttled (%s); other consumers share the shard's two megabytes"
                                    + " and five calls a second; read again when they are quieter")
                            .formatted(stream, action, e.getMessage()),
                    e);
        }
        // A stream is busy for moments only; and from a refusal for its time the SDK learns the service's clock.
        if (e.statusCode() >= 500 || e instanceof ResourceInUseException || e.isClockSkewException()) {
            return unavailable(action, e);
        }
        return new StreamRefusedException(
                ("StreamRefused: stream %s: %s was refused (%s); the stream, its region or the permissions are not what"
                                + " the options say; check stream, region and role-arn, and that the role may call %s")
                        .formatted(stream, action, e.getMessage(), action),
                e);
    }
}
