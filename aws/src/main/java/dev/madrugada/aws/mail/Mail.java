package dev.madrugada.aws.mail;

import java.util.List;

/** A mail: one text, as HTML and plain. */
public record Mail(String from, List<String> to, String subject, String html, String text) {
    public Mail {
        to = List.copyOf(to);
    }
}
