package dev.madrugada.report;

import java.net.URI;

/**
 * What the Lambda answers: strings throughout.
 *
 * @param html the page in the lake
 * @param csv the CSV beside it
 * @param url where the page can be read until it expires: a credential, not to be logged
 * @param expiresAt an instant of the real clock, or {@code never}
 * @param mailed whether this call sent a mail: {@code true} or {@code false}
 * @param skipped whether the report stood already: {@code true} or {@code false}
 */
record ReportAnswer(URI html, URI csv, URI url, String expiresAt, String mailed, String skipped) {
    @Override
    public String toString() {
        return "html=" + html + " csv=" + csv + " expires-at=" + expiresAt + " mailed=" + mailed + " skipped="
                + skipped;
    }
}
