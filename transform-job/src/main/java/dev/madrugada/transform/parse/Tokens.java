package dev.madrugada.transform.parse;

import org.jspecify.annotations.Nullable;

/** Reads single tokens. */
final class Tokens {
    private Tokens() {}

    /** Reads the current token, which is neither a text nor null. */
    static ParsedValue nonText(ValueReader reader, JsonScanner json) {
        return switch (java.util.Objects.requireNonNull(json.token())) {
            case VALUE_NUMBER_INT ->
                json.isLong() && !reader.readsLiterals() ? reader.integer(json.number()) : reader.number(json.text());
            case VALUE_NUMBER_FLOAT -> reader.number(json.text());
            case VALUE_TRUE -> reader.bool(true);
            case VALUE_FALSE -> reader.bool(false);
            case START_ARRAY -> reader.mismatch("an array");
            default -> reader.mismatch("an object");
        };
    }

    /** The current token's value, masked, as a reason's example; null for a JSON null. */
    static @Nullable String example(JsonScanner json) {
        return switch (java.util.Objects.requireNonNull(json.token())) {
            case VALUE_NULL -> null;
            case START_OBJECT, END_OBJECT -> "{…}";
            case START_ARRAY, END_ARRAY -> "[…]";
            default -> Masked.of(json.text());
        };
    }
}
