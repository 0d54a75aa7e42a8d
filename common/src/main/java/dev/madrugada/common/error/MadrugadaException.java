package dev.madrugada.common.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Base of everything the project throws on purpose. The message is {@code Code: where: what; why; how to fix};
 * it never holds credentials, presigned URLs or payloads.
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

    /** What went wrong, one by one: several where they were found together (see {@link Problems}). */
    public final List<Fault> faults() {
        return faults;
    }

    /** The same without its causes, whose text is for the log only; for a caller that shows more than the message. */
    public final MadrugadaException withoutCause() {
        MadrugadaException withoutCause = code.category().isRetried()
                ? new RetryableException(code, String.valueOf(getMessage()), faults, null)
                : new TerminalException(code, String.valueOf(getMessage()), faults, null);
        withoutCause.setStackTrace(getStackTrace());
        return withoutCause;
    }
}
