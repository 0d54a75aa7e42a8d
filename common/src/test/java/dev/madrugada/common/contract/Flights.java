package dev.madrugada.common.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Access to this repository's example dataset. */
final class Flights {
    static final Path FOLDER = Path.of("..", "datasets", "flights");

    private Flights() {}

    static String contract() {
        return text("dataset.yaml");
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String text(String file) {
        return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
    }
}
