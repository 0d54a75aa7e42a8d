package dev.madrugada.common.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An error code and its message, found in the texts of a failed task. Glue does not document the text around a message,
 * and the text differs by version. Reports up to Glue 4.0 show {@code Exception in User Class: <class> : <message>},
 * and later ones a prefix {@code Error Category: …;}. The text around the code is therefore ignored. A message starts
 * with its code and a colon, and may quote another code later, so the first code is used.
 */
public record CodedMessage(ErrorCode code, String message) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CODES =
            Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.joining("|"));
    /** InternalError is a code of S3's too: {@code Status Code: 500; Error Code: InternalError}. */
    private static final String AWS_CODE = "(?<!Error ?Code: ?)";

    /** A code with a colon, as it starts a message. */
    private static final Pattern WITH_COLON = Pattern.compile("(?<![\\w.$])(" + CODES + "): ");
    /** A code without a colon, in a message that a service cut or changed. */
    private static final Pattern ALONE = Pattern.compile(AWS_CODE + "(?<![\\w.$])(" + CODES + ")(?![\\w.$])");
    /** An escaped line break in a cause that was cut: the letter of the break must not become part of a code. */
    private static final Pattern ESCAPED_BREAK = Pattern.compile("\\\\[nrt]");

    private static final Pattern MESSAGE_FIELD = Pattern.compile("\"[eE]rrorMessage\"\\s*:\\s*\"");

    /** The code and message of a failed task, from the cause or else from the error. */
    public static Optional<CodedMessage> in(String error, String cause) {
        return inText(errorText(cause)).or(() -> inText(error));
    }

    /** The error message in a cause, without the job's arguments beside it, which may contain any word. */
    public static String errorText(String cause) {
        try {
            JsonNode json = MAPPER.readTree(cause);
            if (json != null && json.isObject()) {
                JsonNode message = json.has("ErrorMessage") ? json.path("ErrorMessage") : json.path("errorMessage");
                return message.asText("");
            }
        } catch (JsonProcessingException text) {
            Matcher field = MESSAGE_FIELD.matcher(cause);
            return ESCAPED_BREAK
                    .matcher(field.find() ? cause.substring(field.end()) : cause)
                    .replaceAll(" ");
        }
        return cause;
    }

    private static Optional<CodedMessage> inText(String text) {
        return first(WITH_COLON, text).or(() -> first(ALONE, text));
    }

    private static Optional<CodedMessage> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find()
                ? Optional.of(new CodedMessage(
                        ErrorCode.valueOf(found.group(1)),
                        text.substring(found.start()).strip()))
                : Optional.empty();
    }
}
