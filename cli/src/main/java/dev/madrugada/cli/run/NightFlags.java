package dev.madrugada.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code madrugada run} as picocli splits them; {@link NightWords} checks them. An option that is not
 * given is null. An option without a value has an empty list or an empty text.
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
            description = "The files of the day's records, one record per line, also as .gz (default: the files whose"
                    + " records the source holds for the day, else DIR/sample/DATE.*). If the source holds records of"
                    + " other files for the day, --replace-input is required. For a dataset of files, .ndjson is put"
                    + " as files of JSON by hour, any other file as it is, and one with .errors. in its name where"
                    + " source.files.errors says.")
    @Nullable
    List<String> input;

    @Option(
            names = "--replace-input",
            description =
                    "Start the day again: remove the day's records from the source, put those of --input, and repeat"
                            + " all work.")
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
            description = "The folder for state and results; later runs use it again (default: target/local).")
    @Nullable
    List<String> work;

    @Option(names = "--force", description = "Repeat work that is already done.")
    boolean force;

    @Option(names = "--keep", description = "Keep the local stack running, and print how to connect.")
    boolean keep;

    @Option(
            names = "--fail",
            paramLabel = "STAGE[:1]",
            arity = "0..1",
            fallbackValue = "",
            description = "kill -9 that stage's process at every attempt, after it has written and before it publishes:"
                    + " ingest, transform, quality, gate, load or report; STAGE:1 only at the first. The next run"
                    + " without --fail continues at that stage.")
    @Nullable
    List<String> fail;

    @Option(
            names = "--through",
            paramLabel = "sync|activities",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "How the jobs are run: by the state machine itself (default), or by the glue-runner as tasks of"
                            + " an activity of Step Functions (lambdas/glue-runner/step-function-activities.json).")
    @Nullable
    List<String> through;

    @Option(names = "--json", description = "Print summary.json to standard output, and all else to standard error.")
    boolean json;

    /** Words that match no option of picocli's; the command fills the list. */
    List<String> unknown = new ArrayList<>();
}
