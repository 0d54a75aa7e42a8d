package dev.madrugada.common.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that a retry cannot fix: the caller, people or the project's developers have to act. {@link Fault} creates
 * it.
 */
public final class TerminalException extends MadrugadaException {
    private static final long serialVersionUID = 1L;

    TerminalException(ErrorCode code, String message, List<Fault> faults, @Nullable Throwable cause) {
        super(code, message, faults, cause);
    }
}
