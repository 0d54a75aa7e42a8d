package dev.madrugada.common.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An infrastructure error: the same call may succeed later. {@link Fault} creates it. */
public final class RetryableException extends MadrugadaException {
    private static final long serialVersionUID = 1L;

    RetryableException(ErrorCode code, String message, List<Fault> faults, @Nullable Throwable cause) {
        super(code, message, faults, cause);
    }
}
