package dev.madrugada.common.contract;

import java.util.List;

/**
 * How report.sql's answer is shown and to whom.
 *
 * @param sender the address it is mailed from
 * @param recipients whom it is mailed to; may be empty; at most {@link #MOST_RECIPIENTS}
 * @param label the answer's column that names a bar
 * @param values the answer's columns that are drawn, one chart each
 * @param attachments what the mail carries besides the link
 * @param maxRows the most rows that the answer may have, from 1 to {@link #HIGHEST_MAX_ROWS}
 */
public record Report(
        String title,
        String sender,
        List<String> recipients,
        String label,
        List<String> values,
        Attachments attachments,
        int maxRows) {
    /** A report is read by people. */
    public static final int DEFAULT_MAX_ROWS = 10_000;

    /** A report is held in a Lambda's memory. */
    public static final int HIGHEST_MAX_ROWS = 100_000;

    /**
     * What SES takes in one mail.
     *
     * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">SES's quotas</a>
     */
    public static final int MOST_RECIPIENTS = 50;

    /** What a mail carries. */
    public enum Attachments {
        /** The link only: whoever the mail is passed on to sees nothing more once the link has expired. */
        NONE,
        /** The page and the CSV. */
        PAGE_AND_CSV
    }

    public Report {
        recipients = List.copyOf(recipients);
        values = List.copyOf(values);
    }

    /** A report of the default length. */
    public Report(
            String title,
            String sender,
            List<String> recipients,
            String label,
            List<String> values,
            Attachments attachments) {
        this(title, sender, recipients, label, values, attachments, DEFAULT_MAX_ROWS);
    }

    /** A report of the default length whose mail carries no files. */
    public Report(String title, String sender, List<String> recipients, String label, List<String> values) {
        this(title, sender, recipients, label, values, Attachments.NONE);
    }
}
