package dev.madrugada.runner.step;

import java.util.List;

/** The port to the mail service. Thread-safe. */
public interface Mails {
    /** A mail without attachments. */
    record Message(String from, List<String> to, String subject, String text) {
        public Message {
            to = List.copyOf(to);
        }
    }

    /**
     * Sends a mail; the result's run is the service's id of the message.
     *
     * @throws dev.madrugada.common.error.MadrugadaException if the mail may not have been sent
     */
    Start send(Message message);
}
