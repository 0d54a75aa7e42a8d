package dev.madrugada.common.arguments;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every job is told, always as strings.
 *
 * @param dataset the dataset's folder, {@code s3:} or {@code file:}
 * @param date the arrival day the night is about
 * @param lake the lake's root, {@code s3:} or {@code file:}
 * @param runId names this run in run records, folders and logs; letters, digits, {@code -} and {@code _}
 * @param rerun whether work that stands is done again
 * @param now where the run's clock starts, for local stacks only
 * @param attempt counts the tries of this stage in its run, from 1
 */
public record StageArguments(
        URI dataset, LocalDate date, URI lake, String runId, Rerun rerun, Optional<Instant> now, int attempt)
        implements JobArguments {
    /** A first attempt. */
    public StageArguments(URI dataset, LocalDate date, URI lake, String runId, Rerun rerun, Optional<Instant> now) {
        this(dataset, date, lake, runId, rerun, now, 1);
    }

    /** Whether a stage whose record stands is skipped. */
    public enum Rerun {
        IF_CHANGED,
        FORCED;

        static Rerun parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> FORCED;
                case "false" -> IF_CHANGED;
                default -> throw new IllegalArgumentException("must be true or false");
            };
        }
    }

    /**
     * Reads the arguments of a job that has none of its own.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments, naming every problem
     */
    public static StageArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        Supplier<StageArguments> stage = ask(reader);
        reader.verify();
        return stage.get();
    }

    /**
     * Asks for the arguments, so that a job's own problems are found together with these.
     *
     * @return the values; to be called once the reader is verified
     */
    public static Supplier<StageArguments> ask(ArgumentReader reader) {
        Argument<URI> dataset = reader.required("dataset", StageArguments::folder);
        Argument<LocalDate> date = reader.required("date", StageArguments::date);
        Argument<URI> lake = reader.required("lake", StageArguments::lake);
        Argument<String> runId = reader.required("run-id", StageArguments::runId);
        Argument<Rerun> rerun = reader.optional("force", Rerun::parse, Rerun.IF_CHANGED);
        Argument<Optional<Instant>> now = reader.optional("now", StageArguments::instant);
        Argument<Integer> attempt = reader.optional("attempt", StageArguments::attempt, 1);
        return () -> new StageArguments(
                dataset.value(),
                date.value(),
                lake.value(),
                runId.value(),
                rerun.value(),
                now.value(),
                attempt.value());
    }

    @Override
    public StageArguments stage() {
        return this;
    }

    /**
     * A folder's URI, always ending in a slash so that names resolve below it.
     *
     * @throws IllegalArgumentException whose message says what to write instead
     */
    public static URI folder(String text) {
        return FolderUri.parse(text);
    }

    /** A lake's root, as {@link #folder}; on S3 without escapes. */
    public static URI lake(String text) {
        return FolderUri.parseLake(text);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException wrong) {
            throw new IllegalArgumentException("must be a day such as 2001-01-01", wrong);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException wrong) {
            throw new IllegalArgumentException("must be an instant such as 2001-01-02T02:00:00Z", wrong);
        }
    }

    private static int attempt(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("must be a count from 1 to 999");
        }
        return Integer.parseInt(text);
    }

    /**
     * A run's id.
     *
     * @throws IllegalArgumentException whose message says what to write instead
     */
    public static String runId(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("must be 1 to 100 letters, digits, '-' or '_'");
        }
        return text;
    }
}
