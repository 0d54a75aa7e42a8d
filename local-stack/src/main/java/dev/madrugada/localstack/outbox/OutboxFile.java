package dev.madrugada.localstack.outbox;

import com.fasterxml.jackson.databind.node.BinaryNode;

/**
 * An attachment of a message.
 *
 * @param name file name as the sender gave it
 */
record OutboxFile(String name, String contentType, BinaryNode content) {
    /** The name with all characters replaced that could lead out of the outbox folder. */
    String safeName() {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
