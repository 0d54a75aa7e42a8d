package dev.madrugada.common.error;

import org.jspecify.annotations.Nullable;

/**
 * Base of everything the project throws on purpose. The message is {@code Code: where: what; why; how to fix};
 * it never holds credentials, presigned URLs or payloads.
 */
public abstract sealed class MadrugadaException extends RuntimeException permits RetryableException, TerminalException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    MadrugadaException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The same without its causes, whose text is for the log alone; for a caller that shows more than the message. */
    public final MadrugadaException alone() {
        MadrugadaException alone = code.category().isRetried()
                ? new RetryableException(code, String.valueOf(getMessage()), null)
                : new TerminalException(code, String.valueOf(getMessage()), null);
        alone.setStackTrace(getStackTrace());
        return alone;
    }
}
