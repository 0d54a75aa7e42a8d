package dev.madrugada.localstack.outbox;

import com.fasterxml.jackson.databind.node.BinaryNode;

/**
 * A file that a message carries.
 *
 * @param name as the sender gave it
 */
record OutboxFile(String name, String contentType, BinaryNode content) {
    /** The name without anything that leads out of a folder. */
    String safeName() {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
