package dev.madrugada.common.error;

import java.util.Arrays;
import java.util.List;

/**
 * Wraps an unclassified exception as InternalError. The message contains the class names of the exception and of its
 * causes, and the place in the project's code where the exception was thrown. The messages of these exceptions are only
 * logged, because a library's message may quote a record.
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

    /** The place where the exception was thrown and the class names of its causes, without their messages. */
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
