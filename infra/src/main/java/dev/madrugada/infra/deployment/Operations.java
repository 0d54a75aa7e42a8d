package dev.madrugada.infra.deployment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is notified, and what is kept.
 *
 * @param mails addresses that are subscribed to the topic of operations
 * @param dataMails addresses that are subscribed to the topic of the data team
 * @param sender address or domain in SES that sends reports; null allows every identity of the account
 * @param logDays days for which logs are kept
 * @param glueRunner true runs the jobs through activities and the glue-runner
 */
public record Operations(
        List<String> mails,
        List<String> dataMails,
        @Nullable String sender,
        @Nullable Integer logDays,
        @Nullable Boolean glueRunner) {
    public static final Operations DEFAULT = new Operations(List.of(), List.of(), null, null, null);

    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Operations {
        mails = mails == null ? List.of() : List.copyOf(mails);
        dataMails = dataMails == null ? List.of() : List.copyOf(dataMails);
        logDays = Objects.requireNonNullElse(logDays, 90);
        glueRunner = Objects.requireNonNullElse(glueRunner, false);
        if (glueRunner && (sender == null || dataMails.isEmpty())) {
            throw new IllegalArgumentException("with the glue-runner, operations needs sender and data-mails:"
                    + " step-function-activities.json mails the data team itself");
        }
    }

    /** Whether the jobs run through activities. */
    public boolean hasGlueRunner() {
        return Objects.requireNonNull(glueRunner);
    }
}
