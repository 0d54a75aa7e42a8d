package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads single tokens of Jackson's parser. */
final class Tokens {
    private Tokens() {}

    /** Reads the current token, which is neither a text nor null. */
    static ParsedValue nonText(ValueReader reader, JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT ->
                reader.readsLiterals() || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? reader.number(json.getText())
                        : reader.integer(json.getLongValue());
            case VALUE_NUMBER_FLOAT -> reader.number(json.getText());
            case VALUE_TRUE -> reader.bool(true);
            case VALUE_FALSE -> reader.bool(false);
            case START_ARRAY -> reader.mismatch("an array");
            default -> reader.mismatch("an object");
        };
    }

    /** The current token's value, masked, as a reason's example; null for a JSON null. */
    static @Nullable String example(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case START_OBJECT, END_OBJECT -> "{…}";
            case START_ARRAY, END_ARRAY -> "[…]";
            default -> Masked.of(json.getText());
        };
    }

    /** The offset of the current token in the payload. A byte-order mark counts. */
    static int start(JsonParser json) {
        return Math.toIntExact(json.currentTokenLocation().getByteOffset());
    }

    /** The offset after the current token. */
    static int end(JsonParser json) throws IOException {
        json.finishToken();
        return Math.toIntExact(json.currentLocation().getByteOffset());
    }
}
