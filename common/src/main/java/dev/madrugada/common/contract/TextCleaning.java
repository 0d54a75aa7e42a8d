package dev.madrugada.common.contract;

import java.util.List;
import java.util.Locale;

/** Tells which texts can be left after cleaning steps. */
final class TextCleaning {
    private TextCleaning() {}

    /** Whether the steps leave some text as this one: whether they change nothing in it. */
    static boolean canYield(List<Cleaning> steps, String text) {
        String cleaned = text;
        for (Cleaning step : steps) {
            cleaned = switch (step) {
                case TRIM -> cleaned.strip();
                case UPPER -> cleaned.toUpperCase(Locale.ROOT);
                case LOWER -> cleaned.toLowerCase(Locale.ROOT);
                case COLLAPSE_SPACES, EMPTY_AS_NULL -> cleaned;
            };
        }
        return cleaned.equals(text);
    }
}
