package dev.madrugada.common.error;

import org.jspecify.annotations.Nullable;

/** An infrastructure error: the same call may succeed later. Made by {@link Fault}. */
public final class RetryableException extends MadrugadaException {
    private static final long serialVersionUID = 1L;

    RetryableException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
