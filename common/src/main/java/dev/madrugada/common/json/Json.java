package dev.madrugada.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * Writes and reads the project's JSON files. Records become objects with kebab-case fields in declaration order; times
 * are ISO-8601 texts; null fields are left out; the output is indented. Thread-safe.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addModule(times())
            .build();

    private Json() {}

    /** Writes a value as UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a value cannot be written as JSON", bug);
        }
    }

    /**
     * Reads a value that {@link #write} wrote. Unknown fields are ignored.
     *
     * @param where the location for the message
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the bytes are not such a value
     */
    public static <T> T read(byte[] bytes, Class<T> type, String where) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException broken) {
            throw Fault.of(ErrorCode.InputMissing)
                    .at(where)
                    .what("it is not a " + type.getSimpleName() + " that this release can read")
                    .because(String.valueOf(broken.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("no reason given"))
                    .fix("check which release wrote it: use a newer release, or run the night again with --force")
                    .exception(broken);
        }
    }

    private static SimpleModule times() {
        return new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(LocalDate.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Instant::parse))
                .addDeserializer(LocalDate.class, new TextDeserializer<>(LocalDate.class, LocalDate::parse))
                // A partition's hour, which is read from the partition's text: Jackson asks for a deserializer of the
                // record's component all the same, and its own needs access that a Lambda's JVM refuses.
                .addDeserializer(
                        OptionalInt.class,
                        new TextDeserializer<>(OptionalInt.class, text -> OptionalInt.of(Integer.parseInt(text))));
    }
}
