package dev.madrugada.aws.mail;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentDisposition;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentTransferEncoding;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

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
     * @throws MadrugadaException InputMissing if SES refuses it (the sender is not verified, the account may not send,
     *     the role may not), SinkUnavailable if SES is away or throttles
     */
    public String send(Mail mail) {
        return call(mail.from())
                .run(() -> ses.sendEmail(send -> send.fromEmailAddress(mail.from())
                        .destination(to -> to.toAddresses(mail.to()))
                        .content(content -> content.simple(message -> message.subject(utf8(mail.subject()))
                                .body(body -> body.html(utf8(mail.html())).text(utf8(mail.text())))
                                .attachments(mail.attachments().stream()
                                        .map(SesMailer::attached)
                                        .toList())))))
                .messageId();
    }

    /**
     * Looks whether SES would send from this address: an identity of the address, its domain or a domain above is
     * verified. It sends nothing. A role that may not look ({@code ses:GetEmailIdentity}) is told in the log only.
     *
     * @throws MadrugadaException InputMissing if no identity is verified
     * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html">identities; a verified domain
     *     covers its subdomains and all their addresses</a>
     */
    public void requireSender(String from) {
        for (String identity : SenderIdentities.of(from)) {
            Optional<Boolean> verified = call(from).look(() -> isVerified(identity));
            if (verified.isEmpty() || verified.get()) {
                return;
            }
        }
        throw Fault.of(ErrorCode.InputMissing)
                .at("mail from " + from)
                .what("SES would refuse it")
                .because("neither the address nor its domain is a verified identity in this account and region")
                .fix("verify one of them in SES, or correct the sender in the contract's report")
                .exception();
    }

    /** As {@link #requireSender(String)}, with a client of its own. */
    public static void requireSender(AwsClients clients, String from) {
        try (SesV2Client ses = clients.ses()) {
            new SesMailer(ses).requireSender(from);
        }
    }

    private boolean isVerified(String identity) {
        try {
            return ses.getEmailIdentity(get -> get.emailIdentity(identity)
                            .overrideConfiguration(config -> config.apiCallTimeout(AwsCall.LOOK)))
                    .verifiedForSendingStatus();
        } catch (NotFoundException absent) {
            return false;
        }
    }

    private static AwsCall call(String from) {
        return new AwsCall(
                "mail from " + from,
                "SES",
                new AwsCall.Codes(ErrorCode.SinkUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "let the role call ses:SendEmail and ses:GetEmailIdentity for this sender; the report itself is in"
                                + " the lake",
                        "verify the sender in SES, in this account and region; the report itself is in the lake",
                        "see that the sender, or its domain with its MAIL FROM, is verified in SES, that sending is not"
                                + " paused, that an account in the sandbox has verified the recipients, and that all"
                                + " addresses are well formed; the report itself is in the lake"));
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
