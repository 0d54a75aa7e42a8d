package dev.madrugada.common.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error that a retry does not mend: people, the caller or we have to act. Made by {@link Fault}. */
public final class TerminalException extends MadrugadaException {
    private static final long serialVersionUID = 1L;

    TerminalException(ErrorCode code, String message, List<Fault> faults, @Nullable Throwable cause) {
        super(code, message, faults, cause);
    }
}
