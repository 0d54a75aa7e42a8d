package dev.madrugada.report;

import dev.madrugada.aws.mail.Attachment;
import dev.madrugada.aws.mail.Mail;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.Report.Attachments;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.page.Delivery;
import dev.madrugada.report.page.MailBody;
import dev.madrugada.report.page.ReportContent;
import java.net.URI;
import java.util.List;

/**
 * The mail that says a report is there.
 *
 * @param page the page in the lake, where it stays after the link died
 * @param link a way to open it
 * @param files what may be attached
 */
record ReportMail(ReportContent content, URI page, ReportLink link, List<Attachment> files) {
    /** Together, before they are encoded: mail servers refuse more than 10 MB as often as not. */
    static final int MOST_BYTES = 5_000_000;

    ReportMail {
        files = List.copyOf(files);
    }

    Mail of(StageArguments arguments) {
        boolean attaches = attaches();
        MailBody body = new MailBody(
                content, new Delivery(page, link.url(), link.promise(), newLink(arguments), attached(attaches)));
        return new Mail(
                content.report().sender(),
                content.report().recipients(),
                body.subject(),
                body.html(),
                body.text(),
                attaches ? files : List.of());
    }

    /** The one place that decides whether files leave the lake with the mail. */
    boolean attaches() {
        return content.report().attachments() == Attachments.PAGE_AND_CSV && bytes() <= MOST_BYTES;
    }

    private String attached(boolean attaches) {
        if (attaches) {
            return "The page and the CSV are attached; they hold what the answer holds, for whoever gets this mail.";
        }
        return content.report().attachments() == Attachments.NONE
                ? "The report's files are not attached: the contract has no report.attach: true."
                : "The report's files are not attached: they have " + Numbers.grouped(bytes())
                        + " bytes together, and at most " + Numbers.grouped(MOST_BYTES) + " are mailed.";
    }

    private int bytes() {
        return files.stream().mapToInt(file -> file.bytes().length).sum();
    }

    private String newLink(StageArguments arguments) {
        return "scripts/madrugada report --link --dataset " + content.dataset() + " --lake " + arguments.lake()
                + " --date " + arguments.date();
    }
}
