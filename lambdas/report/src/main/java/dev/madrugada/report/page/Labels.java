package dev.madrugada.report.page;

import java.text.BreakIterator;
import java.util.Locale;

/** Texts in places of limited size. */
final class Labels {
    private Labels() {}

    /**
     * The text on one line, its end replaced by an ellipsis where it is too long. Signs that belong together, such as a
     * letter and its accent, stay together.
     *
     * @param longest in signs as people count them
     */
    static String shortened(String text, int longest) {
        String line = text.replaceAll("\\s+", " ").strip();
        BreakIterator signs = BreakIterator.getCharacterInstance(Locale.ROOT);
        signs.setText(line);
        int beforeLast = 0;
        int count = 0;
        for (int end = signs.next(); end != BreakIterator.DONE; end = signs.next()) {
            count++;
            if (count == longest - 1) {
                beforeLast = end;
            }
            if (count > longest) {
                return line.substring(0, beforeLast) + "…";
            }
        }
        return line;
    }
}
