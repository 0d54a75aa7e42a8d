package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.madrugada.common.contract.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code json} columns: the bytes of a subtree exactly as they came. Invalid is a text that the warehouse cannot
 * store as a semi-structured value: it has too many bytes, contains NUL or an unpaired surrogate in an escape, or a
 * number whose size is beyond a double's.
 */
final class JsonText {
    private static final int MAX_BYTES = ColumnType.LONGEST_VARCHAR;
    /** A number with fewer digits and without exponent is never beyond a double's range. */
    private static final int SAFE_DIGITS = 300;

    private JsonText() {}

    /** Reads the JSON value between the offsets. */
    static ParsedValue read(byte[] bytes, int from, int to) throws IOException {
        if (to - from > MAX_BYTES) {
            return ParsedValue.invalidValue(
                    ReasonCode.TooLong, (to - from) + " bytes of JSON; json holds at most " + MAX_BYTES);
        }
        if (needsCheck(bytes, from, to)) {
            JsonScanner json = new JsonScanner().open(bytes, from, to);
            for (JsonToken token = json.next(); token != null; token = json.next()) {
                ParsedValue invalid = problem(json, token);
                if (invalid != null) {
                    return invalid;
                }
            }
        }
        return ParsedValue.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static @Nullable ParsedValue problem(JsonScanner json, JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
            String text = token == JsonToken.FIELD_NAME ? json.name() : json.text();
            return isStorable(text)
                    ? null
                    : ParsedValue.invalidValue(
                            ReasonCode.InvalidText, "a text with NUL or an unpaired surrogate inside the JSON");
        }
        if (token.isNumeric() && Double.isInfinite(Double.parseDouble(json.text()))) {
            return ParsedValue.invalidValue(ReasonCode.OutOfRange, "a number beyond a double's range inside the JSON");
        }
        return null;
    }

    /** Whether the bytes have an escape by code or a number that may be too large; most texts have neither. */
    private static boolean needsCheck(byte[] bytes, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits++;
                continue;
            }
            boolean isExponent = (b == 'e' || b == 'E') && digits > 0;
            boolean isEscape = b == '\\' && i + 1 < to && bytes[i + 1] == 'u';
            if (isExponent || isEscape || digits > SAFE_DIGITS) {
                return true;
            }
            digits = 0;
        }
        return digits > SAFE_DIGITS;
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !isPair)) {
                return false;
            }
            i += isPair ? 1 : 0;
        }
        return true;
    }
}
