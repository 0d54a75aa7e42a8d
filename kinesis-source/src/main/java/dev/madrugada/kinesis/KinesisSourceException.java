package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in the source, by kind. The message reads {@code Kind: where: what happened; why; how to fix} and
 * holds neither credentials nor payloads. Reading fails with one of these, at planning on the driver as it is, in a
 * task as the cause of Spark's own exception.
 */
public abstract sealed class KinesisSourceException extends RuntimeException
        permits InvalidOptionsException,
                RecordsExpiredException,
                StreamRefusedException,
                StreamThrottledException,
                StreamUnavailableException {

    KinesisSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
