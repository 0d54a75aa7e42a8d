package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/** The stream's read limits were exceeded for longer than the calls were repeated. Calling again later may work. */
public final class StreamThrottledException extends KinesisSourceException {

    public StreamThrottledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
