package dev.madrugada.report;

import dev.madrugada.aws.mail.Mail;

/** The port to whatever sends mail; returning means it was accepted, not that it arrived. */
@FunctionalInterface
interface Mailer {
    void send(Mail mail);
}
