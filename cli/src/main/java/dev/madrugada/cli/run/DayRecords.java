package dev.madrugada.cli.run;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files whose records a source of this work folder holds for a day. Saved before the first record is put, so that
 * the next run can continue after an interruption.
 *
 * @param arrivals how the arrival times were made
 * @param given whether {@code --input} named the files
 * @param complete whether all records are in the source
 * @param records number of records; 0 until all are in the source
 */
record DayRecords(List<File> files, String arrivals, boolean given, boolean complete, long records) {
    /** A file, identified by the digest of its content. */
    record File(String path, String sha256) {}

    static DayRecords begun(List<InputFile> inputs, NightOptions.Arrivals arrivals, boolean given) {
        List<File> files = inputs.stream()
                .map(input -> new File(input.file().toString(), input.sha256()))
                .toList();
        return new DayRecords(files, arrivals.name(), given, false, 0);
    }

    DayRecords completed(long put) {
        return new DayRecords(files, arrivals, given, true, put);
    }

    /** The file that stores these values. */
    static Path file(WorkFolder work, String source, LocalDate date) {
        return folder(work).resolve(source.replaceAll("[^A-Za-z0-9_.-]", "_") + "-" + date + ".json");
    }

    /** Whether any source of the work folder holds records of the day. */
    static boolean areKept(WorkFolder work, LocalDate date) {
        if (!Files.isDirectory(folder(work))) {
            return false;
        }
        try (Stream<Path> kept = Files.list(folder(work))) {
            return kept.anyMatch(file -> file.toString().endsWith("-" + date + ".json"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path folder(WorkFolder work) {
        return work.state().resolve("inputs");
    }

    static Optional<DayRecords> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readAllBytes(file), DayRecords.class, file.toString()))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            // A process that is killed while it writes must not leave half a file.
            Path written = Files.write(folder.resolve(file.getFileName() + ".new"), Json.write(this));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The size of the files that are still there, in bytes. */
    long bytes() {
        return files.stream()
                .mapToLong(file -> Path.of(file.path()).toFile().length())
                .sum();
    }

    /** Whether {@code other} has the same file contents, in any order, and the same arrival times. */
    boolean areThoseOf(DayRecords other) {
        return arrivals.equals(other.arrivals)
                && files.stream()
                        .map(File::sha256)
                        .sorted()
                        .toList()
                        .equals(other.files.stream().map(File::sha256).sorted().toList());
    }

    /** The error of a run that asks for records other than those in the source. */
    RuntimeException refusalOf(DayRecords asked, LocalDate date, String source) {
        String what = arrivals.equals(asked.arrivals)
                ? "it holds other records for this day, those of " + names()
                : "it holds the records of this day with other arrival times";
        return Fault.of(ErrorCode.InvalidArguments)
                .at(source + " on " + date)
                .what(what)
                .because("records that were put are not replaced unless asked for, and ingest has read them perhaps")
                .fix("add --replace-input to start the day anew with " + asked.names()
                        + ", or leave out --input, or use another --work")
                .exception();
    }

    private String names() {
        return files.isEmpty()
                ? "no file"
                : files.stream()
                        .map(file -> String.valueOf(Path.of(file.path()).getFileName()))
                        .collect(Collectors.joining(", "));
    }
}
