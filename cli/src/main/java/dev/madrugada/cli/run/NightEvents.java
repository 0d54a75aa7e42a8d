package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Writes the events of a run, one JSON object per line: states entered, and the start and end of each attempt's
 * process.
 */
final class NightEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    NightEvents(Path file) {
        this.file = file;
    }

    static ObjectNode details() {
        return JSON.createObjectNode();
    }

    synchronized void add(String event, ObjectNode details) {
        ObjectNode line =
                JSON.createObjectNode().put("at", Instant.now().toString()).put("event", event);
        line.setAll(details);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
