package dev.madrugada.cli.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.stage.FatJars;
import dev.madrugada.cli.stage.FunctionCommand;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Calls {@code dev.madrugada.night.HousekeepingHandler} from its fat JAR, in a JVM of its own: Iceberg's libraries are
 * newer than Spark's.
 *
 * @param root the project's folder
 */
record HousekeepingFunction(Path root) {
    private static final String NAME = "housekeeping";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How a call ended.
     *
     * @param status the exit status; 0 if there is an answer
     * @param answer the function's answer, or the error
     */
    record Ended(int status, JsonNode answer) {
        /** The error's message. */
        String message() {
            return answer.path("errorMessage").asText();
        }
    }

    static HousekeepingFunction ofProject() {
        return new HousekeepingFunction(Path.of(System.getProperty("madrugada.root", ".")));
    }

    Ended call(String action, URI dataset, URI lake) {
        Path jar = new FatJars(root).ofFunction(NAME);
        if (!Files.exists(jar)) {
            throw LakeCommandFaults.notBuilt(jar).exception();
        }
        try {
            Path folder = Files.createTempDirectory("madrugada.");
            Path event = folder.resolve("event.json");
            Path result = folder.resolve("result.json");
            Path log = folder.resolve("log");
            try {
                Files.write(
                        event,
                        JSON.writeValueAsBytes(
                                Map.of("action", action, "dataset", dataset.toString(), "lake", lake.toString())));
                int status = new ProcessBuilder(FunctionCommand.of(root, NAME, event, result))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
                return ended(status, result);
            } finally {
                for (Path file : new Path[] {event, result, log, folder}) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Ended ended(int status, Path result) throws IOException {
        if (!Files.exists(result)) {
            throw LakeCommandFaults.noAnswer(status).exception();
        }
        JsonNode answer = JSON.readTree(result.toFile());
        return new Ended(status == 0 ? 0 : category(answer).exitStatus(), answer);
    }

    /** Every coded message begins with its code's name. */
    private static ErrorCategory category(JsonNode error) {
        String message = error.path("errorMessage").asText();
        return Arrays.stream(ErrorCode.values())
                .filter(code -> message.startsWith(code + ": "))
                .findFirst()
                .map(ErrorCode::category)
                .orElse(ErrorCategory.INTERNAL);
    }
}
