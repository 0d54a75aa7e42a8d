package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The flights dataset with one byte of its contract changed: a flight is late a minute later, so its rows differ. */
final class ChangedFlights {
    private ChangedFlights() {}

    static Path copy() throws IOException {
        Path copy = Files.createDirectories(Path.of("target", "changed-" + System.nanoTime(), "flights"))
                .toAbsolutePath();
        try (Stream<Path> files = Files.list(Project.flights())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path sample = Files.createDirectories(copy.resolve("sample"));
        Files.copy(Project.sample("2001-01-01"), sample.resolve("2001-01-01.ndjson.gz"));
        Path contract = copy.resolve("dataset.yaml");
        String text = Files.readString(contract);
        String changed = text.replace("delay_minutes >= 15", "delay_minutes >= 16");
        if (changed.equals(text)) {
            throw new IOException("the contract of flights has no 'delay_minutes >= 15' any more");
        }
        Files.writeString(contract, changed);
        return copy;
    }
}
