package dev.madrugada.aws.mail;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
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
                                    .body(body -> body.html(utf8(mail.html())).text(utf8(mail.text()))))))
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

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
