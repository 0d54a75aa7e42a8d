package dev.madrugada.benchmarks.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file with one line of JSON per measured run. */
public final class JsonLines {
    private final Path file;

    private JsonLines(Path file) {
        this.file = file;
    }

    /** Creates the file; an existing file is overwritten. */
    public static JsonLines create(Path file) throws IOException {
        return new JsonLines(Files.writeString(file, ""));
    }

    public void add(ObjectNode line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }
}
