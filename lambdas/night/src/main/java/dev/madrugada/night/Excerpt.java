package dev.madrugada.night;

import dev.madrugada.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Shortens texts to a number of JSON bytes, because the state machine limits the size of its data. */
final class Excerpt {
    private static final String CUT = "\u2026";
    private static final int QUOTES = 2;

    private Excerpt() {}

    /**
     * The texts of the first items that fit, each shortened, and the number of items left out. Texts of the other items
     * are not created, because all texts together may exceed the memory.
     */
    static <T> List<String> of(List<T> items, Function<T, String> text, int mostBytes, int longest) {
        List<String> kept = new ArrayList<>();
        int bytes = 0;
        for (T item : items) {
            String cut = of(text.apply(item), longest);
            bytes += bytes(cut);
            if (bytes > mostBytes) {
                kept.add("and " + (items.size() - kept.size()) + " more");
                return kept;
            }
            kept.add(cut);
        }
        return kept;
    }

    /** The text, shortened to a maximum number of bytes in JSON. The quotes are included in the number. */
    static String of(String text, int mostBytes) {
        if (text.length() <= mostBytes && bytes(text) <= mostBytes) {
            return text;
        }
        int bytes = bytes(CUT);
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += bytes(text.substring(end, next)) - QUOTES;
            if (bytes > mostBytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + CUT;
    }

    private static int bytes(String text) {
        return Json.write(text).length;
    }
}
