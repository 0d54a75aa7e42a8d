package dev.madrugada.common.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The base class of the project's exceptions. The message is {@code Code: where: what; why; how to fix}; it never
 * contains credentials, presigned URLs or payloads.
 */
public abstract sealed class MadrugadaException extends RuntimeException permits RetryableException, TerminalException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    @SuppressWarnings("serial") // an immutable list of records, which is serializable
    private final List<Fault> faults;

    MadrugadaException(ErrorCode code, String message, List<Fault> faults, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    public ErrorCode code() {
        return code;
    }

    /** The faults one by one; there are several if they were found together (see {@link Problems}). */
    public final List<Fault> faults() {
        return faults;
    }

    /**
     * This exception without its causes, whose messages belong only into the log; for callers that show the whole
     * exception.
     */
    public final MadrugadaException withoutCause() {
        MadrugadaException withoutCause = code.category().isRetried()
                ? new RetryableException(code, String.valueOf(getMessage()), faults, null)
                : new TerminalException(code, String.valueOf(getMessage()), faults, null);
        withoutCause.setStackTrace(getStackTrace());
        return withoutCause;
    }
}
