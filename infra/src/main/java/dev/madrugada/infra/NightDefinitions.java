package dev.madrugada.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The shipped definitions, as they are in the repository or in an unpacked package. */
final class NightDefinitions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    NightDefinitions(Path root) {
        this.root = root;
    }

    /** The nightly state machine, with its placeholders. */
    String night() {
        return read("step-function.json");
    }

    /** The nightly state machine whose jobs are activities' tasks, with its placeholders. */
    String nightWithActivities() {
        return read("lambdas/glue-runner/step-function-activities.json");
    }

    /** The pattern of the events of nights that ended badly, for these state machines. */
    Map<String, Object> endedBadly(Object machines) {
        try {
            Map<String, Object> pattern = JSON.readValue(read("night-ended-badly.json"), new TypeReference<>() {});
            @SuppressWarnings("unchecked") // the file of this project has an object there
            Map<String, Object> detail = (Map<String, Object>) Objects.requireNonNull(pattern.get("detail"));
            detail.put("stateMachineArn", machines);
            return pattern;
        } catch (JsonProcessingException invalid) {
            throw new IllegalStateException("night-ended-badly.json is no JSON", invalid);
        }
    }

    /** The machine that starts a night which its schedule has skipped. */
    static String startIfMissing() {
        try (InputStream in = Objects.requireNonNull(
                NightDefinitions.class.getResourceAsStream("start-if-missing.json"), "start-if-missing.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("start-if-missing.json is not readable", unreadable);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException unreadable) {
            throw Fault.of(ErrorCode.InputMissing)
                    .at(root.resolve(file).toString())
                    .what("it is not readable")
                    .because("the template contains this definition")
                    .fix("run the app from the repository's root, or name the root by -Dmadrugada.root")
                    .exception(unreadable);
        }
    }
}
