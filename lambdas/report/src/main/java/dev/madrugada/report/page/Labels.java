package dev.madrugada.report.page;

import java.text.BreakIterator;
import java.util.Locale;

/** Shortens texts to a limited length. */
final class Labels {
    private Labels() {}

    /**
     * The text on one line. If it is too long, an ellipsis replaces its end. Grapheme clusters, such as a letter with
     * its accent, are not split.
     *
     * @param maxLength maximum number of grapheme clusters
     */
    static String shortened(String text, int maxLength) {
        String line = text.replaceAll("\\s+", " ").strip();
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        int beforeLast = 0;
        int count = 0;
        for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
            count++;
            if (count == maxLength - 1) {
                beforeLast = end;
            }
            if (count > maxLength) {
                return line.substring(0, beforeLast) + "…";
            }
        }
        return line;
    }
}
