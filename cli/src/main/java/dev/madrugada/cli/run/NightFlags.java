package dev.madrugada.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code madrugada run} as picocli splits them; {@link NightWords} checks them. An option that is not given
 * is null; one without a value has no value, or an empty one.
 */
final class NightFlags {
    @Option(
            names = "--dataset",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = "",
            description = "The dataset's folder, with its dataset.yaml (default: datasets/flights).")
    @Nullable
    List<String> dataset;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            arity = "0..1",
            fallbackValue = "",
            description = "The arrival day (default: 2001-01-01).")
    @Nullable
    List<String> date;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            arity = "0..*",
            fallbackValue = "",
            description = "The day's records, one a line, .gz too (default: what the stream holds for the day, else"
                    + " DIR/sample/DATE.ndjson.gz). Other files than the day began with are refused without"
                    + " --replace-input.")
    @Nullable
    List<String> input;

    @Option(
            names = "--replace-input",
            description =
                    "Start the day anew: remove the records that the stream holds for it, put those of --input, and"
                            + " do all work again.")
    boolean replaceInput;

    @Option(
            names = "--arrivals",
            paramLabel = "event-time|spread",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "When the records arrive: a little after their event times (default), or spread evenly over the"
                            + " day in line order.")
    @Nullable
    List<String> arrivals;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = "",
            description = "Where everything is left; a second run finds it (default: target/local).")
    @Nullable
    List<String> work;

    @Option(names = "--force", description = "Do work again that is done.")
    boolean force;

    @Option(names = "--keep", description = "Leave the local stack up, and print how to connect.")
    boolean keep;

    @Option(
            names = "--fail",
            paramLabel = "STAGE[:1]",
            arity = "0..1",
            fallbackValue = "",
            description = "kill -9 that stage's process at every attempt, after it has written and before it publishes:"
                    + " ingest, transform, quality, load or report; STAGE:1 only at the first. The next run without it"
                    + " goes on there.")
    @Nullable
    List<String> fail;

    @Option(names = "--json", description = "Print summary.json to standard output, and all else to standard error.")
    boolean json;

    /** Words that picocli knows no option for; the command sets them. */
    List<String> unknown = new ArrayList<>();
}
