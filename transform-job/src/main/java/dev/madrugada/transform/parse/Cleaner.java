package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Cleaning;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the contract has done to a text before it is read; white space is Unicode's but for the no-break ones. */
final class Cleaner {
    private Cleaner() {}

    /** The text cleaned, or null if the cleaning makes an empty text a null. */
    static @Nullable String cleaned(String text, List<Cleaning> cleaning) {
        String clean = text;
        for (Cleaning step : cleaning) {
            switch (step) {
                case TRIM -> clean = clean.strip();
                case UPPER -> clean = clean.toUpperCase(Locale.ROOT);
                case LOWER -> clean = clean.toLowerCase(Locale.ROOT);
                case COLLAPSE_SPACES -> clean = collapsed(clean);
                case EMPTY_AS_NULL -> {
                    if (clean.isEmpty()) {
                        return null;
                    }
                }
            }
        }
        return clean;
    }

    private static String collapsed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean inSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = Character.isWhitespace(c);
            if (!space) {
                kept.append(c);
            } else if (!inSpace) {
                kept.append(' ');
            }
            inSpace = space;
        }
        return kept.toString();
    }
}
