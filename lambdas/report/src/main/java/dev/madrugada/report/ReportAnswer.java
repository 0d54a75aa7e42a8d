package dev.madrugada.report;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The response of the Lambda; all its JSON fields are strings. It contains no presigned URL, because such a URL is a
 * credential and Step Functions keeps the response in the execution history. The mail contains the URL.
 *
 * @param html URI of the page in the lake
 * @param csv URI of the CSV file beside the page
 * @param url link to the page, only if it works on this machine alone (the local stack or a file); otherwise null
 * @param mailed {@code true} if this call sent a mail, otherwise {@code false}
 * @param skipped {@code true} if the report was already up to date, otherwise {@code false}
 */
record ReportAnswer(URI html, URI csv, @Nullable URI url, String mailed, String skipped) {
    static ReportAnswer of(URI html, URI csv, ReportLink link, boolean mailed, boolean skipped) {
        return new ReportAnswer(
                html, csv, link.isOfThisMachine() ? link.url() : null, String.valueOf(mailed), String.valueOf(skipped));
    }

    @Override
    public String toString() {
        return "html=" + html + " csv=" + csv + " mailed=" + mailed + " skipped=" + skipped;
    }
}
