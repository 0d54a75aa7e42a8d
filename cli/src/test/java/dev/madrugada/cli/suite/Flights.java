package dev.madrugada.cli.suite;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example dataset of flights. */
final class Flights {
    private Flights() {}

    static Path folder() {
        return Path.of(System.getProperty("madrugada.root"), "datasets", "flights");
    }

    static DatasetContract contract() {
        return DatasetFolder.read(new FileObjectStore(), FolderUri.of(folder())).contract();
    }

    /** Copies the folder's files, without its samples. */
    static Path copiedTo(Path target) throws IOException {
        for (String part : new String[] {"", "tests"}) {
            Files.createDirectories(target.resolve(part));
            try (Stream<Path> files = Files.list(folder().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, target.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        return target;
    }
}
