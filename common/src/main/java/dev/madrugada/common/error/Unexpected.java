package dev.madrugada.common.error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What nothing expected, as a bug of ours. It is told by its classes and its place in our code. Its text is for the log
 * alone: libraries put into it what they choked on, and that may be what a record held.
 */
public final class Unexpected {
    private static final String OURS = "dev.madrugada.";

    private Unexpected() {}

    public static MadrugadaException bug(Throwable thrown) {
        return new Fault(
                        ErrorCode.InternalError,
                        thrown.getClass().getName(),
                        describe(thrown),
                        "nothing expected it, so it is most likely a bug",
                        "see the log for its text and stack trace and report it; a re-run is safe")
                .exception(thrown);
    }

    /** Where it was thrown and what caused it, without a word of its text. */
    public static String describe(Throwable thrown) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            causes.add(cause.getClass().getName());
        }
        return place(thrown) + (causes.isEmpty() ? "" : ", caused by " + String.join(", by ", causes));
    }

    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> "thrown at " + frame)
                .orElse("thrown outside our code");
    }
}
