package dev.madrugada.cli.stage;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that calls a Lambda function from its fat JAR, in a JVM of its own. */
public final class FunctionCommand {
    private static final String INVOKER = "dev.madrugada.localstack.lambda.InvokeHandler";
    private static final String SCHEDULER = "dev.madrugada.localstack.lambda.ScheduledHandler";
    private static final String RUNNER = "glue-runner";
    private static final String RUNNER_HANDLER = "dev.madrugada.runner.RunnerHandler";

    private FunctionCommand() {}

    /**
     * Builds the command.
     *
     * @param root the project's folder
     * @param event the file with the function's event
     * @param result the file for the answer, or for the error as JSON
     */
    public static List<String> of(Path root, String function, Path event, Path result) {
        FatJars jars = new FatJars(root);
        List<String> command = command(root, jars.ofFunction(function));
        command.addAll(List.of(INVOKER, jars.handler(function), event.toString(), result.toString()));
        return command;
    }

    /**
     * Builds the command that calls the glue-runner on a schedule of each event.
     *
     * @param pauseMillis the pause after each call
     */
    public static List<String> scheduled(Path root, int pauseMillis, List<String> events) {
        List<String> command = command(root, new FatJars(root).ofFunction(RUNNER));
        command.addAll(List.of(SCHEDULER, RUNNER_HANDLER, Integer.toString(pauseMillis)));
        command.addAll(events);
        return command;
    }

    private static List<String> command(Path root, Path jar) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Duser.timezone=UTC",
                "-cp",
                jar + File.pathSeparator + root.resolve("local-stack/target/classes")));
    }
}
