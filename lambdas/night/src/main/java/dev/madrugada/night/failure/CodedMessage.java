package dev.madrugada.night.failure;

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
 * An error code and its message, found in the texts of a failed task. Glue's wording differs by version and is
 * documented nowhere: {@code Exception in User Class: <class> : <message>} is seen in reports up to Glue 4.0, and
 * {@code Error Category: …;} before it since. So nothing around the code counts. A message starts with its code and a
 * colon, and may quote a further code later: the first one counts.
 */
record CodedMessage(ErrorCode code, String message) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CODES =
            Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.joining("|"));
    /** InternalError is a code of S3's too: {@code Status Code: 500; Error Code: InternalError}. */
    private static final String AWS_CODE = "(?<!Error ?Code: ?)";

    /** As our messages have it. */
    private static final Pattern WITH_COLON = Pattern.compile("(?<![\\w.$])(" + CODES + "): ");
    /** Where a service cut the message, or put the code elsewhere. */
    private static final Pattern ALONE = Pattern.compile(AWS_CODE + "(?<![\\w.$])(" + CODES + ")(?![\\w.$])");
    /** In a cause that was cut, so that it is no JSON any more: a break's letter must not become part of a code. */
    private static final Pattern ESCAPED_BREAK = Pattern.compile("\\\\[nrt]");

    private static final Pattern MESSAGE_FIELD = Pattern.compile("\"[eE]rrorMessage\"\\s*:\\s*\"");

    /** The code of a task that failed, wherever it stands. */
    static Optional<CodedMessage> in(String error, String cause) {
        return inText(errorText(cause)).or(() -> inText(error));
    }

    /** What the cause says of the error itself: not the job's arguments beside it, which may hold any word. */
    static String errorText(String cause) {
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
