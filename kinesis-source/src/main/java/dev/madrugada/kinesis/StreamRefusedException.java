package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/**
 * Kinesis rejected a request: the stream or shard does not exist, a permission is missing, or the request is invalid. A
 * retry fails again.
 */
public final class StreamRefusedException extends KinesisSourceException {

    public StreamRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
