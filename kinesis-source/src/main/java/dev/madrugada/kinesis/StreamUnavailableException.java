package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/** The service failed, or could not be reached, for longer than the calls were repeated. Calling again later may work. */
public final class StreamUnavailableException extends KinesisSourceException {

    public StreamUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
