package dev.madrugada.common.error;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the four parts every message has.
 *
 * @param where the argument, file and line, table, partition or shard it happened at
 * @param what what happened, as a fact
 * @param why the reason as far as it is known
 * @param fix what the reader can do about it
 */
public record Fault(ErrorCode code, String where, String what, String why, String fix) implements Serializable {
    /** A message ends as the cause of a failed execution, which takes 32,768 characters. */
    private static final int MOST_LISTED = 50;

    public Fault {
        Objects.requireNonNull(code);
        for (String part : new String[] {where, what, why, fix}) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("a fault says where, what, why and how to fix: " + code);
            }
        }
    }

    public String message() {
        return code + ": " + sentence();
    }

    public MadrugadaException exception() {
        return withCause(null);
    }

    public MadrugadaException exception(Throwable cause) {
        return withCause(cause);
    }

    /**
     * Several faults of one code that were found before anything started, as one exception: the message names each on
     * a line of its own, up to {@value #MOST_LISTED} of them, and {@link MadrugadaException#faults} gives all of them one
     * by one. A single one is thrown as it is.
     *
     * @param where what they were found in, such as the names of the files
     * @param faults at least one
     */
    public static MadrugadaException all(String where, List<Fault> faults) {
        Fault first = faults.get(0);
        if (faults.size() == 1) {
            return first.exception();
        }
        String lines = faults.stream()
                .limit(MOST_LISTED)
                .map(fault -> "\n  " + fault.sentence())
                .collect(Collectors.joining());
        String more = faults.size() > MOST_LISTED ? "\n  and " + (faults.size() - MOST_LISTED) + " more" : "";
        return new Fault(
                        first.code(),
                        where,
                        faults.size() + " problems",
                        "they were found before anything started",
                        "correct each of these:" + lines + more)
                .exception(faults, null);
    }

    /** The message without the code. */
    public String sentence() {
        return where + ": " + what + "; " + why + "; " + fix;
    }

    private MadrugadaException withCause(@Nullable Throwable cause) {
        return exception(List.of(this), cause);
    }

    private MadrugadaException exception(List<Fault> faults, @Nullable Throwable cause) {
        return code.category().isRetried()
                ? new RetryableException(code, message(), faults, cause)
                : new TerminalException(code, message(), faults, cause);
    }
}
