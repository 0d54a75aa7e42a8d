package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project's files are. */
final class Project {
    private Project() {}

    static Path root() {
        return Path.of(System.getProperty("madrugada.root", ".."));
    }

    static Path flights() {
        return root().resolve("datasets/flights");
    }

    static Path sample(String date) {
        return flights().resolve("sample/" + date + ".ndjson.gz");
    }

    /** A copy of the flights dataset's folder, to be changed: its files and the first day's sample. */
    static Path copiedFlights() throws IOException {
        Path copy = Files.createDirectories(Path.of("target", "datasets-" + System.nanoTime(), "flights"))
                .toAbsolutePath();
        try (Stream<Path> files = Files.list(flights())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.createDirectories(copy.resolve("sample"));
        Files.copy(sample("2001-01-01"), copy.resolve("sample/2001-01-01.ndjson.gz"));
        return copy;
    }
}
