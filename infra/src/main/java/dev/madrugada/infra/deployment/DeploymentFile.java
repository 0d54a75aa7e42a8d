package dev.madrugada.infra.deployment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a {@link Deployment} from JSON. The keys are the records' names in kebab-case; others are refused. */
public final class DeploymentFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DeploymentFile() {}

    public static Deployment read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw Fault.of(ErrorCode.InputMissing)
                    .at(file.toString())
                    .what("the deployment file is not readable")
                    .because(unreadable.getClass().getSimpleName())
                    .fix("name a file that exists: -c deployment=FILE")
                    .exception(unreadable);
        }
        try {
            return JSON.readValue(text, Deployment.class);
        } catch (JacksonException invalid) {
            Throwable reason = invalid.getCause() instanceof IllegalArgumentException
                            || invalid.getCause() instanceof NullPointerException
                    ? invalid.getCause()
                    : invalid;
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(file.toString())
                    .what(String.valueOf(
                            reason instanceof JacksonException json ? json.getOriginalMessage() : reason.getMessage()))
                    .because("the deployment file must have the form of docs/deploy.md")
                    .fix("correct it there")
                    .exception(invalid);
        }
    }
}
