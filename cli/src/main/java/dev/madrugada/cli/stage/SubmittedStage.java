package dev.madrugada.cli.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCategory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a stage's fat JAR through spark-submit, and waits for its end.
 *
 * @param root the project's folder
 * @param environment see {@link StageCommand}
 */
public record SubmittedStage(Path root, Map<String, String> environment, PrintWriter err) {
    public SubmittedStage {
        environment = Map.copyOf(environment);
    }

    /**
     * Runs a stage.
     *
     * @param stage one of {@link SparkSubmit#names}
     * @return the exit status: Spark's own if {@code MADRUGADA_TERMINATION_LOG} names a file
     */
    public int run(String stage, List<String> arguments) throws IOException, InterruptedException {
        SparkSubmit submit = new SparkSubmit(root, environment);
        Optional<Path> named = Optional.ofNullable(environment.get("MADRUGADA_TERMINATION_LOG"))
                .filter(text -> !text.isEmpty())
                .map(text -> Path.of(text).toAbsolutePath());
        Path termination = named.isPresent() ? named.get() : Files.createTempFile("madrugada.", ".json");
        try {
            Files.deleteIfExists(termination);
            int status = run(submit.prepared(stage, arguments, progress(), termination));
            return named.isPresent() ? status : exitStatus(stage, status, termination);
        } finally {
            if (named.isEmpty()) {
                Files.deleteIfExists(termination);
            }
        }
    }

    private SparkSubmit.Progress progress() {
        boolean isOn = switch (environment.getOrDefault("MADRUGADA_PROGRESS", "")) {
            case "on" -> true;
            case "off" -> false;
            default -> Boolean.getBoolean("madrugada.error-terminal");
        };
        return isOn ? SparkSubmit.Progress.ON : SparkSubmit.Progress.OFF;
    }

    private static int run(SparkSubmit.Prepared prepared) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(prepared.command()).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(prepared.environment());
        Process process = builder.start();
        Thread stop = new Thread(process::destroy, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        int status = process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException ending) {
            // The signal that interrupts this wait also ends the process.
        }
        return status;
    }

    /**
     * The exit status by the job's termination log. A job that was killed or ran out of memory leaves no log; its
     * failure counts as an infrastructure error.
     */
    private int exitStatus(String stage, int status, Path termination) {
        Optional<JsonNode> left = left(termination);
        if (left.isEmpty()) {
            err.println("spark-submit: " + stage + " ended with status " + status
                    + " and without a word; a re-run is safe");
            return ErrorCategory.INFRASTRUCTURE.exitStatus();
        }
        if (status != 0) {
            int coded = left.get().path("exit-status").asInt();
            return coded == 0 ? ErrorCategory.INFRASTRUCTURE.exitStatus() : coded;
        }
        if (stage.equals("quality")
                && left.get().path("facts").path("verdict").asText().equals("failed")) {
            err.println("spark-submit: the verdict is failed");
            return ErrorCategory.DATA.exitStatus();
        }
        return 0;
    }

    private static Optional<JsonNode> left(Path termination) {
        try {
            return Files.exists(termination) && Files.size(termination) > 0
                    ? Optional.of(new ObjectMapper().readTree(termination.toFile()))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
