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

/**
 * Counts the calls to one stream and translates the SDK's exceptions into the exceptions of the source. Thread-safe.
 */
final class AwsCalls {

    private final StreamId stream;
    private final LongAdder count = new LongAdder();

    AwsCalls(StreamId stream) {
        this.stream = stream;
    }

    long count() {
        return count.sum();
    }

    /**
     * Makes one attempt. {@link ExpiredIteratorException} and {@link ExpiredNextTokenException} are not translated: the
     * caller gets a new iterator or restarts the listing.
     */
    <T> T attempt(String action, Supplier<T> request) {
        count.increment();
        try {
            return request.get();
        } catch (ExpiredIteratorException | ExpiredNextTokenException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw translated(action, e);
        } catch (SdkClientException | UncheckedIOException e) {
            // The HTTP client throws UncheckedIOException if the server has closed a kept-alive connection and the
            // client notices it late. The decoder throws an UncheckedIOException for a page that is incomplete or
            // damaged.
            throw unavailable(action, e);
        }
    }

    StreamUnavailableException unavailable(String action, Exception e) {
        return new StreamUnavailableException(
                ("StreamUnavailable: stream %s: %s failed (%s); the service, the network or the credentials were"
                                + " unavailable; read again; if it fails again, check the endpoint and the credentials of"
                                + " this process")
                        .formatted(stream, action, e.getMessage()),
                e);
    }

    StreamRefusedException missingArrivalTime(String sequenceNumber) {
        return new StreamRefusedException(
                ("StreamRefused: stream %s: record %s has no arrival time; the source cannot tell whether it belongs to"
                                + " the window; check the endpoint, which is not AWS's own")
                        .formatted(stream, sequenceNumber),
                null);
    }

    /**
     * Whether the call failed before a request was sent, for example without credentials. A retry cannot fix such a
     * failure.
     */
    static boolean isLocalFailure(KinesisSourceException failure) {
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
        // The SDK does not classify these two as throttling: ListShards and DescribeStreamSummary return the first, KMS
        // returns the second.
        if (e.isThrottlingException() || e instanceof LimitExceededException || e instanceof KmsThrottlingException) {
            return new StreamThrottledException(
                    ("StreamThrottled: stream %s: %s was throttled (%s); other consumers share the shard's limits of 2 MB and"
                                    + " 5 calls a second; read again when they read less")
                            .formatted(stream, action, e.getMessage()),
                    e);
        }
        // ResourceInUse lasts only moments. After a clock-skew error, the SDK adjusts its clock to the clock of the
        // service.
        if (e.statusCode() >= 500 || e instanceof ResourceInUseException || e.isClockSkewException()) {
            return unavailable(action, e);
        }
        return new StreamRefusedException(
                ("StreamRefused: stream %s: %s was rejected (%s); the stream does not exist in this region, a permission is"
                                + " missing, or the request is invalid; check stream, region and role-arn, and that the"
                                + " credentials may call %s")
                        .formatted(stream, action, e.getMessage(), action),
                e);
    }
}
