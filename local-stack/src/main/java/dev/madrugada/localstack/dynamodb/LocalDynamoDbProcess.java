package dev.madrugada.localstack.dynamodb;

import dev.madrugada.localstack.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs AWS's DynamoDBLocal on loopback, with its tables in memory. It runs from {@code <root>/scripts/dynamodb/target};
 * the system property {@code madrugada.root} names the root, and that module must have been built. The output goes to
 * {@code dynamodb.log} in the folder. The process ends with {@link #close} or with the process that started it.
 */
public final class LocalDynamoDbProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    /** Its class is not on this module's class path at run time, so it is named by a text. */
    private static final String MAIN = "dev.madrugada.dynamodb.DynamoDbMain";

    private final ChildProcess process;
    private final int port;

    private LocalDynamoDbProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts DynamoDBLocal; returns when it accepts requests. */
    public static LocalDynamoDbProcess start(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.toAbsolutePath());
        Path ready = home.resolve("port");
        Files.deleteIfExists(ready);
        ChildProcess process = ChildProcess.start("DynamoDBLocal", command(ready), home, home.resolve("dynamodb.log"));
        process.await(LONGEST_START, () -> Files.exists(ready));
        return new LocalDynamoDbProcess(process, Integer.parseInt(Files.readString(ready)));
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static List<String> command(Path ready) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath(),
                MAIN,
                Long.toString(ProcessHandle.current().pid()),
                ready.toString());
    }

    private static String classPath() {
        String root = System.getProperty("madrugada.root");
        if (root == null) {
            throw new IllegalStateException(
                    "the system property madrugada.root is not set; set it to the project's folder");
        }
        Path target = Path.of(root, "scripts", "dynamodb", "target");
        if (!Files.isDirectory(target.resolve("dynamodb"))) {
            throw new IllegalStateException(
                    target.resolve("dynamodb") + " is missing: build it with mvn -pl scripts/dynamodb process-classes");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("dynamodb") + File.separator + "*";
    }

    @Override
    public void close() {
        process.stop(LONGEST_STOP);
    }
}
