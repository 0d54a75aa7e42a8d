package dev.madrugada.common.error;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the four parts that every message has. {@link #of} builds a fault part by part.
 *
 * @param where the argument, file and line, table, partition or shard that the fault is about
 * @param what what happened, as a fact
 * @param why the reason, as far as it is known
 * @param fix what the reader can do about it
 */
public record Fault(ErrorCode code, String where, String what, String why, String fix) implements Serializable {
    private static final Pattern LINE_OF_FILE = Pattern.compile("(.*):([0-9]{1,9})");

    public Fault {
        Objects.requireNonNull(code);
        for (String part : new String[] {where, what, why, fix}) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("a fault says where, what, why and how to fix: " + code);
            }
        }
    }

    /** Starts a fault: {@code Fault.of(code).at(where).what(…).because(…).fix(…)}. */
    public static Parts of(ErrorCode code) {
        return new Parts(code, "", "", "");
    }

    /** The parts of a fault that is being built; {@link #fix} adds the last part. */
    public record Parts(ErrorCode code, String where, String what, String why) {
        public Parts at(String where) {
            return new Parts(code, where, what, why);
        }

        /** Sets the place to a line of a file; lines are counted from 1. */
        public Parts at(String file, long line) {
            return at(file + ":" + line);
        }

        public Parts what(String what) {
            return new Parts(code, where, what, why);
        }

        public Parts because(String why) {
            return new Parts(code, where, what, why);
        }

        /** Completes the fault; throws an IllegalArgumentException if a part is missing. */
        public Fault fix(String fix) {
            return new Fault(code, where, what, why, fix);
        }
    }

    public String message() {
        return code + ": " + sentence();
    }

    public MadrugadaException exception() {
        return exception(List.of(this), null);
    }

    public MadrugadaException exception(Throwable cause) {
        return exception(List.of(this), cause);
    }

    /** The message without the code. */
    public String sentence() {
        return where + ": " + advice();
    }

    /** The message without the code and the place. */
    public String advice() {
        return what + "; " + why + "; " + fix;
    }

    /** The fault's place without the line number. */
    public String file() {
        Matcher place = LINE_OF_FILE.matcher(where);
        return place.matches() ? place.group(1) : where;
    }

    /** The line of the file, counted from 1; 0 if the fault is not about one line. */
    public int line() {
        Matcher place = LINE_OF_FILE.matcher(where);
        return place.matches() ? Integer.parseInt(place.group(2)) : 0;
    }

    MadrugadaException exception(List<Fault> faults, @Nullable Throwable cause) {
        return code.category().isRetried()
                ? new RetryableException(code, message(), faults, cause)
                : new TerminalException(code, message(), faults, cause);
    }
}
