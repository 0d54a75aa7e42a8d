package dev.madrugada.common.arguments;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The arguments that every job takes, given as texts.
 *
 * @param dataset the URI of the dataset's folder, {@code s3:} or {@code file:}
 * @param date the night's arrival day
 * @param lake the URI of the lake's root, {@code s3:} or {@code file:}
 * @param runId the run's name in run records, folders and logs; letters, digits, {@code -} and {@code _}
 * @param rerun whether a stage whose outputs are up to date runs again
 * @param now the instant at which the run's clock starts; only for local stacks
 * @param attempt the number of this attempt of the stage in its run, counted from 1
 * @param claim the claim of the glue-runner for which the job run was started; empty for any other job run
 */
public record StageArguments(
        URI dataset,
        LocalDate date,
        URI lake,
        String runId,
        Rerun rerun,
        Optional<Instant> now,
        int attempt,
        Optional<String> claim)
        implements JobArguments {
    /** The arguments of an attempt without a claim. */
    public StageArguments(
            URI dataset, LocalDate date, URI lake, String runId, Rerun rerun, Optional<Instant> now, int attempt) {
        this(dataset, date, lake, runId, rerun, now, attempt, Optional.empty());
    }

    /** The arguments of a first attempt. */
    public StageArguments(URI dataset, LocalDate date, URI lake, String runId, Rerun rerun, Optional<Instant> now) {
        this(dataset, date, lake, runId, rerun, now, 1);
    }

    /** Whether a stage is skipped if its run record has the same identity and its outputs are up to date. */
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
     * Reads the arguments of a job that has no arguments of its own.
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
     * Asks the reader for these arguments, so that it reports their problems together with those of the job's own.
     *
     * @return the arguments; call the supplier after the reader was verified
     */
    public static Supplier<StageArguments> ask(ArgumentReader reader) {
        Argument<LocalDate> date = reader.required("date", StageArguments::date);
        return asked(reader, now -> date.value());
    }

    /** As {@link #ask}, for a run that needs no date; it is logged under the current day in UTC if none is given. */
    public static Supplier<StageArguments> askWithoutDate(ArgumentReader reader) {
        Argument<Optional<LocalDate>> date = reader.optional("date", StageArguments::date);
        return asked(
                reader,
                now -> date.value()
                        .orElseGet(
                                () -> LocalDate.ofInstant(now.orElseGet(Clock.systemUTC()::instant), ZoneOffset.UTC)));
    }

    private static Supplier<StageArguments> asked(ArgumentReader reader, Function<Optional<Instant>, LocalDate> date) {
        Argument<URI> dataset = reader.required("dataset", StageArguments::folder);
        Argument<URI> lake = reader.required("lake", StageArguments::lake);
        Argument<String> runId = reader.required("run-id", StageArguments::runId);
        Argument<Rerun> rerun = reader.optional("force", Rerun::parse, Rerun.IF_CHANGED);
        Argument<Optional<Instant>> now = reader.optional("now", StageArguments::instant);
        Argument<Integer> attempt = reader.optional("attempt", StageArguments::attempt, 1);
        Argument<Optional<String>> claim = reader.optional("claim", StageArguments::claim);
        return () -> new StageArguments(
                dataset.value(),
                date.apply(now.value()),
                lake.value(),
                runId.value(),
                rerun.value(),
                now.value(),
                attempt.value(),
                claim.value());
    }

    @Override
    public StageArguments stage() {
        return this;
    }

    /**
     * A folder's URI, as {@link FolderUri#parse} reads it.
     *
     * @throws IllegalArgumentException if the text is not such a URI; the message says what to write instead
     */
    public static URI folder(String text) {
        return FolderUri.parse(text);
    }

    /** The URI of a lake's root, as {@link FolderUri#parseLake} reads it. */
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
     * Checks a run's id.
     *
     * @throws IllegalArgumentException if the text is not a valid id; the message says what to write instead
     */
    public static String runId(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("must be 1 to 100 letters, digits, '-' or '_'");
        }
        return text;
    }

    private static String claim(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("must be 1 to 100 letters, digits, '-' or '_'");
        }
        return text;
    }
}
