package dev.madrugada.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The layout of a night's work folder on this machine. */
record WorkFolder(Path path) {
    static final String BUCKET = "madrugada";

    /** The stack's state, which nights share. */
    Path state() {
        return path.resolve("stack");
    }

    /** The folder in which the stack stores the objects of each bucket. */
    Path objects() {
        return state().resolve("s3");
    }

    /** The lake's folder, in which the stack stores the bucket's objects. */
    Path lake() {
        return objects().resolve(BUCKET).resolve("lake");
    }

    Path outbox() {
        return path.resolve("outbox");
    }

    /** The file to which the stack writes its endpoints. */
    Path ready() {
        return path.resolve("stack.json");
    }

    /** The AWS calls of each role, as the stack records them. */
    Path calls() {
        return logs().resolve("aws-calls.tsv");
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

    /** A file that a stage's process reads or writes. */
    Path task(String name) {
        return path.resolve("tasks").resolve(name);
    }

    /** Removes files of an earlier run that this run could take for its own. */
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
