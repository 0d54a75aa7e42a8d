package dev.madrugada.aws.mail;

import java.util.List;

/**
 * A mail with HTML and plain text bodies and attachments.
 *
 * @param to recipients; SES accepts at most 50 per mail
 * @param attachments the attached files; may be empty
 */
public record Mail(
        String from, List<String> to, String subject, String html, String text, List<Attachment> attachments) {
    public Mail {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }
}
