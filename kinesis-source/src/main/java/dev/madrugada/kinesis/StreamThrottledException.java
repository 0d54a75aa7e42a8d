package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/** Kinesis throttled the reads for longer than the source retries them. A later read may succeed. */
public final class StreamThrottledException extends KinesisSourceException {

    public StreamThrottledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
