package dev.madrugada.report;

import dev.madrugada.aws.mail.Mail;

/** The port to the mail service. Returning means that the service accepted the mail, not that it was delivered. */
@FunctionalInterface
interface Mailer {
    void send(Mail mail);
}
