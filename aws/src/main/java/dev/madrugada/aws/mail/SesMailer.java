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
     * Creates a mailer.
     *
     * @param ses the client; the caller closes it
     */
    public SesMailer(SesV2Client ses) {
        this.ses = ses;
    }

    /**
     * Sends a mail.
     *
     * @return SES's message id
     * @throws MadrugadaException InputMissing if SES rejects the mail (unverified sender, sending paused, missing
     *     permission), SinkUnavailable if SES is unavailable or throttles
     */
    public String send(Mail mail) {
        return call(mail.from())
                .run(() -> ses.sendEmail(send -> send.fromEmailAddress(mail.from())
                        .destination(to -> to.toAddresses(mail.to()))
                        .content(content -> content.simple(message -> message.subject(utf8(mail.subject()))
                                .body(body -> body.html(utf8(mail.html())).text(utf8(mail.text())))
                                .attachments(mail.attachments().stream()
                                        .map(SesMailer::attachment)
                                        .toList())))))
                .messageId();
    }

    /**
     * Checks that SES can send from this address: the address, its domain or a parent domain is a verified identity.
     * Sends nothing. If the role lacks the permission {@code ses:GetEmailIdentity}, the method only logs this.
     *
     * @throws MadrugadaException InputMissing if no identity is verified
     * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html">identities; a verified domain
     *     covers its subdomains and all their addresses</a>
     */
    public void requireSender(String from) {
        for (String identity : SenderIdentities.of(from)) {
            Optional<Boolean> verified = call(from).check(() -> isVerified(identity));
            if (verified.isEmpty() || verified.get()) {
                return;
            }
        }
        throw Fault.of(ErrorCode.InputMissing)
                .at("mail from " + from)
                .what("SES cannot send from this address")
                .because("neither the address nor its domain is a verified identity in this account and region")
                .fix("verify one of them in SES, or correct the sender in the contract's report")
                .exception();
    }

    /** Calls {@link #requireSender(String)} with a new client. */
    public static void requireSender(AwsClients clients, String from) {
        try (SesV2Client ses = clients.ses()) {
            new SesMailer(ses).requireSender(from);
        }
    }

    private boolean isVerified(String identity) {
        try {
            return ses.getEmailIdentity(get -> get.emailIdentity(identity)
                            .overrideConfiguration(config -> config.apiCallTimeout(AwsCall.CHECK_TIMEOUT)))
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
                        "allow the role ses:SendEmail and ses:GetEmailIdentity for this sender; the report is stored in the lake",
                        "verify the sender in SES, in this account and region; the report is stored in the lake",
                        "check that the sender, or its domain with its MAIL FROM, is verified in SES, that sending is not"
                                + " paused, that an account in the sandbox has verified the recipients, and that all"
                                + " addresses are valid; the report is stored in the lake"));
    }

    /** Uses base64, because the files are UTF-8 and SES's default encoding is 7-bit text. */
    private static software.amazon.awssdk.services.sesv2.model.Attachment attachment(Attachment file) {
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
