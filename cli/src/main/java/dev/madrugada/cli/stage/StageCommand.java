package dev.madrugada.cli.stage;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.text.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada stage STAGE}: runs one stage's fat JAR through spark-submit. */
@Command(
        name = "stage",
        header = "Run one stage through spark-submit.",
        customSynopsis = "madrugada stage <ingest|transform|quality|load> [job arguments]",
        description = {
            "",
            "Runs the stage's fat JAR on your Spark, or on one assembled from Maven Central. docs/operations.md lists the"
                    + " arguments of each job."
        },
        footer = {
            "",
            "Environment:",
            "  SPARK_HOME                 a Spark 3.5 to submit with",
            "  MASTER                     the cluster (default: local[*])",
            "  SPARK_DRIVER_MEMORY        the driver's heap (default: 2g)",
            "  SPARK_SUBMIT_OPTS          more options of the JVM, blank-separated",
            "  MADRUGADA_PROGRESS         on or off: Spark's progress bar (default: on where standard error is a terminal)",
            "  MADRUGADA_TERMINATION_LOG  a file in which the job says how it ended; the exit status is Spark's own then",
            "",
            "Exit status: 0 done, 64 wrong arguments or contract, 65 the data, 70 our bug, 75 infrastructure (worth"
                    + " retrying). For quality: 65 if the verdict is failed."
        })
public final class StageCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(index = "0", arity = "0..1", paramLabel = "STAGE", description = "The stage.", hidden = true)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String stage = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description = "The job's arguments.",
            hidden = true)
    private List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public StageCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!SparkSubmit.names().contains(stage)) {
            return misused();
        }
        return new SubmittedStage(
                        Path.of(System.getProperty("madrugada.root", ".")),
                        environment,
                        spec.commandLine().getErr())
                .run(stage, arguments);
    }

    private int misused() {
        PrintWriter err = spec.commandLine().getErr();
        String names = String.join(", ", SparkSubmit.names());
        err.println(ErrorCode.InvalidArguments + ": "
                + (stage.isEmpty() ? "no stage is named" : "'" + stage + "' is no stage")
                + Spelling.nearest(stage, SparkSubmit.names())
                        .map(meant -> ": did you mean " + meant + "?")
                        .orElse(": the stages are " + names));
        String synopsis = " <" + String.join("|", SparkSubmit.names()) + "> [job arguments]";
        err.println("usage: scripts/spark-submit.sh" + synopsis);
        err.println("   or: scripts/madrugada stage" + synopsis);
        return ErrorCategory.CALLER.exitStatus();
    }
}
