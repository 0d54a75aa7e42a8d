package dev.madrugada.cli.stage;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The command that calls a Lambda function from its fat JAR, in a JVM of its own. */
public final class FunctionCommand {
    private static final String INVOKER = "dev.madrugada.localstack.lambda.InvokeHandler";

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
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Duser.timezone=UTC",
                "-cp",
                jars.ofFunction(function) + File.pathSeparator + root.resolve("local-stack/target/classes"),
                INVOKER,
                jars.handler(function),
                event.toString(),
                result.toString());
    }
}
