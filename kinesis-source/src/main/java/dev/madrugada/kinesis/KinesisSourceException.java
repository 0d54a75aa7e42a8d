package dev.madrugada.kinesis;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the source. There is one subclass for each kind. The message has the form {@code Kind: where: what
 * happened; why; how to fix}. The message contains neither credentials nor payloads.
 *
 * <p>On the driver, planning throws the exception itself. In a task, the exception is the cause of Spark's own
 * exception.
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
