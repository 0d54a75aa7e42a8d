package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Cleaning;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the contract has done to a text before it is read. */
final class Cleaner {
    private Cleaner() {}

    /** The text cleaned, or null if the cleaning makes an empty text a null. */
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
