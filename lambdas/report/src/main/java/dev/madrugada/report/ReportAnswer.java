package dev.madrugada.report;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the Lambda answers: strings throughout. Step Functions keeps an answer in the execution's history for whoever may
 * read that, and a link that is signed is a credential: the mail has it, and the answer does not.
 *
 * @param html the page in the lake
 * @param csv the CSV beside it
 * @param url where the page can be read, if only this machine can follow it: the local stack's, or a file's; else null
 * @param mailed whether this call sent a mail: {@code true} or {@code false}
 * @param skipped whether the report stood already: {@code true} or {@code false}
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
