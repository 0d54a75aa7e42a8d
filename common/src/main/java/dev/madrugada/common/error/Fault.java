package dev.madrugada.common.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the four parts every message has.
 *
 * @param where the argument, file and line, table, partition or shard it happened at
 * @param what what happened, as a fact
 * @param why the reason as far as it is known
 * @param fix what the reader can do about it
 */
public record Fault(ErrorCode code, String where, String what, String why, String fix) {
    public Fault {
        Objects.requireNonNull(code);
        for (String part : new String[] {where, what, why, fix}) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("a fault says where, what, why and how to fix: " + code);
            }
        }
    }

    public String message() {
        return code + ": " + where + ": " + what + "; " + why + "; " + fix;
    }

    public MadrugadaException exception() {
        return withCause(null);
    }

    public MadrugadaException exception(Throwable cause) {
        return withCause(cause);
    }

    private MadrugadaException withCause(@Nullable Throwable cause) {
        return code.category().isRetried()
                ? new RetryableException(code, message(), cause)
                : new TerminalException(code, message(), cause);
    }
}
