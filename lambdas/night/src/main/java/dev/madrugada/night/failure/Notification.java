package dev.madrugada.night.failure;

import dev.madrugada.common.error.ErrorCode;
import java.util.Arrays;
import java.util.Locale;

/**
 * The notification about a failed night.
 *
 * @param subject at most {@value #LONGEST_SUBJECT} ASCII characters, which is SNS's limit
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
record Notification(String subject, String text) {
    private static final int LONGEST_SUBJECT = 99;

    static Notification of(FailedTask task, Diagnosis diagnosis, String message, Night night) {
        String headline = task.stage().state() + " " + happened(diagnosis) + ": " + diagnosis.code();
        String text = night.title() + headline + "\n\n" + message + "\n\n"
                + "What it means and what to do: docs/operations.md#" + section(diagnosis) + "\n"
                + "When that is done, start the night again; what is done already is skipped:\n  " + night.command()
                + night.pin() + "\n\nAttempt " + task.attempt() + night.identity()
                + (diagnosis.logs().isEmpty() ? "" : "\nLog: " + String.join("; ", diagnosis.logs())) + "\n";
        return new Notification(subject("Madrugada: " + night.title() + headline, "Madrugada: " + headline), text);
    }

    private static String happened(Diagnosis diagnosis) {
        return switch (diagnosis.category()) {
            case CALLER -> "has wrong arguments or contract";
            case DATA -> "stopped at its data";
            case INFRASTRUCTURE -> "failed";
            case INTERNAL -> "met a bug";
        };
    }

    private static String section(Diagnosis diagnosis) {
        boolean isOurs =
                Arrays.stream(ErrorCode.values()).anyMatch(code -> code.name().equals(diagnosis.code()));
        return isOurs ? diagnosis.code().toLowerCase(Locale.ROOT) : "names-of-awss";
    }

    private static String subject(String whole, String without) {
        String ascii = (whole.length() > LONGEST_SUBJECT ? without : whole).replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.substring(0, Math.min(LONGEST_SUBJECT, ascii.length()));
    }
}
