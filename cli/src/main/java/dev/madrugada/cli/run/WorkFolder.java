package dev.madrugada.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a night's things lie on this machine. */
record WorkFolder(Path path) {
    static final String BUCKET = "madrugada";

    /** What the stack keeps from night to night. */
    Path state() {
        return path.resolve("stack");
    }

    /** The lake's folder, as the stack keeps the bucket's objects. */
    Path lake() {
        return state().resolve("s3").resolve(BUCKET).resolve("lake");
    }

    Path outbox() {
        return path.resolve("outbox");
    }

    /** The file by which the stack says where it is. */
    Path ready() {
        return path.resolve("stack.json");
    }

    Path summary() {
        return path.resolve("summary.json");
    }

    Path lock() {
        return path.resolve("run.lock");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** What a stage's process reads and answers. */
    Path task(String name) {
        return path.resolve("tasks").resolve(name);
    }

    /** Removes what an earlier run left that would be taken for this one's. */
    void clear() {
        try {
            Files.deleteIfExists(summary());
            for (Path folder : List.of(logs(), path.resolve("tasks"))) {
                remove(folder);
                Files.createDirectories(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
