package dev.madrugada.common.error;

import java.util.Arrays;
import java.util.List;

/**
 * Wraps an exception that no class of ours expected as InternalError. The message names the classes of the exception and
 * of its causes and the place in our code where it was thrown. Their messages are only logged: a library may quote in
 * them what a record holds.
 */
public final class Unexpected {
    private static final String OURS = "dev.madrugada.";

    private Unexpected() {}

    public static MadrugadaException bug(Throwable thrown) {
        return Fault.of(ErrorCode.InternalError)
                .at(thrown.getClass().getName())
                .what(describe(thrown))
                .because("nothing expected it, so it is most likely a bug")
                .fix("see the log for its text and stack trace and report it; a re-run is safe")
                .exception(thrown);
    }

    /** The place it was thrown at and the classes of its causes, without any message. */
    public static String describe(Throwable thrown) {
        List<String> causes = Causes.of(thrown)
                .skip(1)
                .map(cause -> cause.getClass().getName())
                .toList();
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
