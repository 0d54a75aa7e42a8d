package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/** Kinesis failed or was unreachable for longer than the source retries. A later read may succeed. */
public final class StreamUnavailableException extends KinesisSourceException {

    public StreamUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
