package dev.madrugada.aws.mail;

import java.util.List;

/**
 * A mail: one text, as HTML and plain, and the files it carries.
 *
 * @param to at most fifty addresses, which is what SES takes in one mail
 * @param attachments may be empty
 */
public record Mail(
        String from, List<String> to, String subject, String html, String text, List<Attachment> attachments) {
    public Mail {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }
}
