package dev.madrugada.common.contract;

import java.util.List;

/**
 * How the result of report.sql is shown, and who receives it.
 *
 * @param title the page's title and part of the mail's subject
 * @param sender the mail's sender address
 * @param recipients the mail's recipient addresses; may be empty; at most {@link #MAX_RECIPIENTS}
 * @param label the result's column that labels the bars of a chart
 * @param values the result's numeric columns; each is drawn as one chart
 * @param attachments the mail's attachments
 * @param maxRows the maximum number of the result's rows, from 1 to {@link #HIGHEST_MAX_ROWS}
 */
public record Report(
        String title,
        String sender,
        List<String> recipients,
        String label,
        List<String> values,
        Attachments attachments,
        int maxRows) {
    /** The default of {@link #maxRows}: more rows than a person reads. */
    public static final int DEFAULT_MAX_ROWS = 10_000;

    /** The greatest {@link #maxRows}: the report's rows must fit into the Lambda's memory. */
    public static final int HIGHEST_MAX_ROWS = 100_000;

    /**
     * The maximum number of recipients of one mail by SES.
     *
     * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">SES's quotas</a>
     */
    public static final int MAX_RECIPIENTS = 50;

    /** The mail's attachments. */
    public enum Attachments {
        /** No attachment, only the link: once it has expired, a forwarded mail no longer gives access to the report. */
        NONE,
        /** The page and the CSV. */
        PAGE_AND_CSV
    }

    public Report {
        recipients = List.copyOf(recipients);
        values = List.copyOf(values);
    }

    /** A report with the default maximum of rows. */
    public Report(
            String title,
            String sender,
            List<String> recipients,
            String label,
            List<String> values,
            Attachments attachments) {
        this(title, sender, recipients, label, values, attachments, DEFAULT_MAX_ROWS);
    }

    /** A report with the default maximum of rows and without attachments. */
    public Report(String title, String sender, List<String> recipients, String label, List<String> values) {
        this(title, sender, recipients, label, values, Attachments.NONE);
    }
}
