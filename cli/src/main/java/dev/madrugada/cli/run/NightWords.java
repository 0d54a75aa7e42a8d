package dev.madrugada.cli.run;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.cli.run.NightOptions.Kill;
import dev.madrugada.cli.run.NightOptions.Through;
import dev.madrugada.common.text.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses the words of the command line into {@link NightOptions} and collects all problems. */
final class NightWords {
    private static final String DEFAULT_DATE = "2001-01-01";
    private static final String SAMPLE = ".ndjson.gz";

    private final Path root;
    private final Path cwd;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param root the project's folder
     * @param cwd the current folder, to which relative paths are resolved
     */
    NightWords(Path root, Path cwd) {
        this.root = root;
        this.cwd = cwd;
    }

    /** The problems that were found; empty if the options are valid. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    NightOptions read(NightFlags given, List<String> known) {
        given.unknown.forEach(word -> problems.add("'" + word + "' is not known"
                + Spelling.nearest(word, known)
                        .map(meant -> ": did you mean " + meant + "?")
                        .orElse("")));
        Path dataset = single("--dataset", given.dataset)
                .map(this::path)
                .orElse(root.resolve("datasets").resolve("flights"));
        if (!Files.isDirectory(dataset)) {
            problems.add("--dataset '" + dataset + "' is not a folder");
        } else if (!Files.exists(dataset.resolve("dataset.yaml"))) {
            problems.add("--dataset '" + dataset + "' has no dataset.yaml");
        }
        Optional<LocalDate> date = date(single("--date", given.date).orElse(DEFAULT_DATE));
        Optional<Arrivals> arrivals = single("--arrivals", given.arrivals).map(this::arrivals);
        Optional<Kill> kill = single("--fail", given.fail).flatMap(this::kill);
        Path work = single("--work", given.work)
                .map(this::path)
                .orElse(root.resolve("target").resolve("local"));
        List<Path> files = inputs(given, dataset, date, new WorkFolder(work));
        return new NightOptions(
                dataset,
                date.orElse(LocalDate.EPOCH),
                files,
                given.input != null,
                arrivals,
                work,
                given.force || given.replaceInput,
                given.replaceInput,
                given.keep,
                given.json,
                single("--through", given.through).map(this::through).orElse(Through.SYNC),
                kill);
    }

    private Optional<String> single(String option, @Nullable List<String> values) {
        if (values == null) {
            return Optional.empty();
        }
        List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
        if (given.isEmpty()) {
            problems.add(option + " has no value");
        } else if (given.size() > 1) {
            problems.add(option + " is given twice: '" + given.get(given.size() - 1) + "'");
        }
        return given.stream().findFirst();
    }

    private List<Path> inputs(NightFlags given, Path dataset, Optional<LocalDate> date, WorkFolder work) {
        List<String> named = given.input;
        if (named != null) {
            List<Path> files = named.stream()
                    .filter(word -> !word.isEmpty())
                    .map(this::path)
                    .toList();
            if (files.isEmpty()) {
                problems.add("--input has no value: name one file or more");
            }
            files.stream().filter(file -> !Files.isRegularFile(file)).forEach(file -> {
                problems.add("--input '" + file + "' is not a file");
            });
            return files;
        }
        if (date.isEmpty() || !Files.exists(dataset.resolve("dataset.yaml"))) {
            return List.of();
        }
        List<Path> sample = sample(dataset.resolve("sample"), date.get());
        if (sample.isEmpty() && !DayRecords.areKept(work, date.get())) {
            problems.add("there is no " + date.get() + SAMPLE
                    + " in the dataset's sample folder: name the day's records with --input");
        }
        return sample.isEmpty() ? List.of(dataset.resolve("sample").resolve(date.get() + SAMPLE)) : sample;
    }

    /** The sample's files of a day: of a stream or a topic it is one, and of files there may be several of any kind. */
    private static List<Path> sample(Path folder, LocalDate date) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            String.valueOf(file.getFileName()).startsWith(date + ".") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<LocalDate> date(String text) {
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Optional.of(LocalDate.parse(text));
            }
        } catch (DateTimeException noSuchDay) {
            // The problem is reported below.
        }
        problems.add("--date '" + text + "' is not a day such as 2001-01-01");
        return Optional.empty();
    }

    private Arrivals arrivals(String text) {
        if (!List.of("event-time", "spread").contains(text)) {
            problems.add("--arrivals '" + text + "' is neither event-time nor spread");
        }
        return text.equals("spread") ? Arrivals.SPREAD : Arrivals.EVENT_TIME;
    }

    private Through through(String text) {
        if (!List.of("sync", "activities").contains(text)) {
            problems.add("--through '" + text + "' is neither sync nor activities");
        }
        return text.equals("activities") ? Through.ACTIVITIES : Through.SYNC;
    }

    private Optional<Kill> kill(String text) {
        String stage = text.endsWith(":1") ? text.substring(0, text.length() - 2) : text;
        if (!Kill.STAGES.contains(stage)) {
            problems.add("--fail '" + text + "' is not one of " + String.join(", ", Kill.STAGES)
                    + ", nor one of them with :1");
            return Optional.empty();
        }
        return Optional.of(new Kill(stage, text.equals(stage) ? Integer.MAX_VALUE : 1));
    }

    private Path path(String text) {
        try {
            return cwd.resolve(text).normalize();
        } catch (InvalidPathException wrong) {
            problems.add("'" + text + "' is not a path: " + wrong.getReason());
            return cwd;
        }
    }
}
