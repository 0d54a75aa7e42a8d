package dev.madrugada.cli.deploy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The CDK app of {@code infra}, in a process of its own, because its libraries are newer than Spark's. It needs Node.
 *
 * @param root the project's folder
 */
record CdkApp(Path root) implements TemplateSynthesis {
    private static final String MAIN = "dev.madrugada.infra.MadrugadaApp";

    @Override
    public String template(DeploymentFile deployment) {
        Path folder = root.resolve("target/deploy").resolve(deployment.environment());
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("deployment.json");
            Files.writeString(file, deployment.json().toPrettyString());
            Path log = folder.resolve("synthesis.log");
            int status = run(folder, file, log);
            if (status != 0) {
                throw failed(deployment, status, Files.readString(log));
            }
            return sorted(Files.readString(
                    folder.resolve("cdk.out/madrugada-" + deployment.environment() + ".template.json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same JSON with the keys of its objects in order: the app writes those of some objects in any order. */
    static String sorted(String template) throws IOException {
        ObjectMapper json = new ObjectMapper()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        return json.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .writeValueAsString(json.readValue(template, Object.class));
    }

    private int run(Path folder, Path file, Path log) throws IOException {
        Path infra = root.resolve("infra/target");
        Path classpath = infra.resolve("classpath");
        if (!Files.exists(classpath)) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(classpath.toString())
                    .what("the CDK app is not built")
                    .because("the template of the stack is made by it")
                    .fix("leave out --no-build")
                    .exception();
        }
        ProcessBuilder process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dmadrugada.root=" + root.toAbsolutePath(),
                        "-cp",
                        infra.resolve("classes") + ":"
                                + Files.readString(classpath).strip(),
                        MAIN))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment()
                .putAll(Map.of(
                        "CDK_OUTDIR", folder.resolve("cdk.out").toString(),
                        "CDK_CONTEXT_JSON", "{\"deployment\":\"" + file.toAbsolutePath() + "\"}",
                        "JSII_RUNTIME_PACKAGE_CACHE_ROOT",
                                infra.resolve("jsii-cache").toAbsolutePath().toString()));
        try {
            return process.start().waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the template was made", stopped);
        }
    }

    /** The app's last line that begins with an error code is its message. */
    private static MadrugadaException failed(DeploymentFile deployment, int status, String log) {
        String message = log.lines()
                .filter(line -> line.startsWith(ErrorCode.InvalidArguments + ": "))
                .reduce((first, second) -> second)
                .orElse("");
        if (status == ErrorCategory.CALLER.exitStatus() && !message.isEmpty()) {
            // Its place is a copy of the file, whose lines a person has not written.
            String[] parts = message.substring(message.indexOf(
                                    ": ", ErrorCode.InvalidArguments.name().length() + 2)
                            + 2)
                    .split("; ", 2);
            return Fault.of(ErrorCode.InvalidArguments)
                    .at(deployment.name())
                    .what(parts[0])
                    .because("the deployment file must have the form of docs/deploy.md")
                    .fix("correct it there")
                    .exception();
        }
        return Fault.of(ErrorCode.CapacityUnavailable)
                .at("the CDK app")
                .what("it ended with status " + status + " and made no template")
                .because(log.lines().reduce((first, second) -> second).orElse("it printed nothing"))
                .fix("see that node 20 or newer is on the PATH; --verbose prints more")
                .exception(new IOException(log));
    }
}
