package dev.madrugada.cli.run;

import dev.madrugada.cli.stage.FunctionCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The glue-runner function on two schedules of a second: one takes tasks, one checks the claims. */
final class GlueRunnerProcess {
    /** The table of claims. */
    static final String TABLE = "madrugada-claims";

    private static final int PAUSE_MILLIS = 1_000;
    private static final List<String> EVENTS =
            List.of("{\"input\": {\"tick\": \"start\"}}", "{\"input\": {\"tick\": \"check\"}}");

    private GlueRunnerProcess() {}

    /**
     * Starts the function's process, which ends with the run.
     *
     * @param dynamoDb the endpoint of the DynamoDB that has the table
     */
    static void start(StageResources resources, URI dynamoDb, String activity) {
        Map<String, String> environment = resources.environmentAs("glue-runner");
        environment.put("ACTIVITIES", activity);
        environment.put("CLAIMS_TABLE", TABLE);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        try {
            var unused = resources
                    .processes()
                    .start(
                            new WatchedProcesses.Start(
                                    FunctionCommand.scheduled(resources.root(), PAUSE_MILLIS, EVENTS),
                                    environment,
                                    resources.work().path(),
                                    resources.work().log("glue-runner")),
                            progress -> {});
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
