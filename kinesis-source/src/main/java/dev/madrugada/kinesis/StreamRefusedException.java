package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/** The service answered that it won't: no such stream or shard, no permission, a request it calls wrong. Calling again fails again. */
public final class StreamRefusedException extends KinesisSourceException {

    public StreamRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
