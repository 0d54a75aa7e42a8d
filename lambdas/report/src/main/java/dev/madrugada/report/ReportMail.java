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
 * The mail that announces a report.
 *
 * @param page URI of the page in the lake, which outlives the link
 * @param link link to the page
 * @param files the files to attach if the contract requires it
 */
record ReportMail(ReportContent content, URI page, ReportLink link, List<Attachment> files) {
    /** Maximum size of all attachments before encoding. Many mail servers reject messages of more than 10 MB. */
    static final int MAX_ATTACHED_BYTES = 5_000_000;

    ReportMail {
        files = List.copyOf(files);
    }

    Mail of(StageArguments arguments) {
        boolean attaches = attaches();
        MailBody body = new MailBody(
                content, new Delivery(page, link.url(), link.promise(), newLink(arguments), attachmentNote(attaches)));
        return new Mail(
                content.report().sender(),
                content.report().recipients(),
                body.subject(),
                body.html(),
                body.text(),
                attaches ? files : List.of());
    }

    /** Whether files are attached: the contract must require it and the size limit must not be exceeded. */
    boolean attaches() {
        return content.report().attachments() == Attachments.PAGE_AND_CSV && bytes() <= MAX_ATTACHED_BYTES;
    }

    private String attachmentNote(boolean attaches) {
        if (attaches) {
            return "The page and the CSV file are attached. Everyone who receives this mail can read the report's data.";
        }
        return content.report().attachments() == Attachments.NONE
                ? "The report's files are not attached, because the contract does not set report.attach: true."
                : "The report's files are not attached, because they have " + Numbers.grouped(bytes())
                        + " bytes. The limit is " + Numbers.grouped(MAX_ATTACHED_BYTES) + " bytes.";
    }

    private int bytes() {
        return files.stream().mapToInt(file -> file.bytes().length).sum();
    }

    private String newLink(StageArguments arguments) {
        return "scripts/madrugada report --link --dataset " + content.dataset() + " --lake " + arguments.lake()
                + " --date " + arguments.date();
    }
}
