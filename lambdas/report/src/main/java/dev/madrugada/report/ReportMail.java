package dev.madrugada.report;

import dev.madrugada.aws.mail.Mail;
import dev.madrugada.report.page.MailBody;
import dev.madrugada.report.page.ReportContent;
import java.net.URI;

/** The mail that says a report is there. */
final class ReportMail {
    private ReportMail() {}

    /** @param page the page in the lake, where it stays after the link died */
    static Mail of(ReportContent content, URI page, Link link) {
        MailBody body = new MailBody(content, page, link.url(), link.promise());
        return new Mail(
                content.report().sender(),
                content.report().recipients(),
                // A header is one line.
                (content.report().title() + ", " + content.date()).replaceAll("\\s+", " "),
                body.html(),
                body.text());
    }
}
