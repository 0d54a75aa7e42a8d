package dev.madrugada.cli.run;

import dev.madrugada.cli.stage.FunctionCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The glue-runner function on two schedules of a second: one takes tasks, one checks the claims. */
final class GlueRunnerProcess {
    private static final int PAUSE_MILLIS = 1_000;
    private static final List<String> EVENTS =
            List.of("{\"input\": {\"tick\": \"start\"}}", "{\"input\": {\"tick\": \"check\"}}");

    private GlueRunnerProcess() {}

    /** Starts the function's process, which ends with the run. */
    static void start(StageResources resources, ActivityTable table, String activity) {
        Map<String, String> environment = resources.environmentAs("glue-runner");
        environment.put("ACTIVITIES", activity);
        environment.put("CLAIMS_TABLE", ActivityTable.NAME);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString());
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
