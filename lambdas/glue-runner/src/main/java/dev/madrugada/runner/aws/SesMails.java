package dev.madrugada.runner.aws;

import dev.madrugada.aws.mail.Mail;
import dev.madrugada.aws.mail.SesMailer;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.runner.step.Mails;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Failure;
import java.util.List;

/** Mails through SES, as text and as HTML that shows the same text. */
public final class SesMails implements Mails {
    private final SesMailer mailer;

    public SesMails(SesMailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Start send(Message message) {
        try {
            return Start.started(mailer.send(new Mail(
                    message.from(),
                    message.to(),
                    message.subject(),
                    "<pre>" + escaped(message.text()) + "</pre>",
                    message.text(),
                    List.of())));
        } catch (TerminalException refused) {
            return Start.refused(new Failure(refused.code().name(), String.valueOf(refused.getMessage())));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
