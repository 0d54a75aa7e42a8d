package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Cleaning;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Applies the contract's {@code clean} steps to a text value, before the value is parsed. */
final class Cleaner {
    private Cleaner() {}

    /** The cleaned text; null if {@code empty-as-null} applied to an empty text. The steps run in the given order. */
    static @Nullable String cleaned(String text, List<Cleaning> cleaning) {
        String clean = text;
        for (Cleaning step : cleaning) {
            switch (step) {
                case TRIM -> clean = WhiteSpace.trimmed(clean);
                case UPPER -> clean = clean.toUpperCase(Locale.ROOT);
                case LOWER -> clean = clean.toLowerCase(Locale.ROOT);
                case COLLAPSE_SPACES -> clean = WhiteSpace.collapsed(clean);
                case EMPTY_AS_NULL -> {
                    if (clean.isEmpty()) {
                        return null;
                    }
                }
            }
        }
        return clean;
    }
}
