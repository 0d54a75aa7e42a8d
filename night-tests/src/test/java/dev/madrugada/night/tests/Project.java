package dev.madrugada.night.tests;

import java.nio.file.Path;

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
}
