package dev.madrugada.aws.mail;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentDisposition;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentTransferEncoding;
import software.amazon.awssdk.services.sesv2.model.Content;

/** Sends mail through SES. */
public final class SesMailer {
    private final SesV2Client ses;

    /**
     * Sends through a client.
     *
     * @param ses stays the caller's
     */
    public SesMailer(SesV2Client ses) {
        this.ses = ses;
    }

    /**
     * Sends a mail.
     *
     * @return SES's message id
     * @throws dev.madrugada.common.error.RetryableException SinkUnavailable if SES did not take it
     */
    public String send(Mail mail) {
        try {
            return ses.sendEmail(send -> send.fromEmailAddress(mail.from())
                            .destination(to -> to.toAddresses(mail.to()))
                            .content(content -> content.simple(message -> message.subject(utf8(mail.subject()))
                                    .body(body -> body.html(utf8(mail.html())).text(utf8(mail.text())))
                                    .attachments(mail.attachments().stream()
                                            .map(SesMailer::attached)
                                            .toList()))))
                    .messageId();
        } catch (SdkException failed) {
            throw new Fault(
                            ErrorCode.SinkUnavailable,
                            "mail from " + mail.from(),
                            "SES did not take it",
                            failed.getClass().getSimpleName(),
                            "see that the sender is verified in SES and that the role may send; the report itself is"
                                    + " in the lake")
                    .exception(failed);
        }
    }

    /** In base64, since SES's own default is seven-bit text, and the files are UTF-8. */
    private static software.amazon.awssdk.services.sesv2.model.Attachment attached(Attachment file) {
        return software.amazon.awssdk.services.sesv2.model.Attachment.builder()
                .fileName(file.fileName())
                .contentType(file.contentType() + "; charset=utf-8")
                .contentDisposition(AttachmentContentDisposition.ATTACHMENT)
                .contentTransferEncoding(AttachmentContentTransferEncoding.BASE64)
                .rawContent(SdkBytes.fromByteArrayUnsafe(file.bytes()))
                .build();
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
