package dev.madrugada.common.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known name somebody probably meant. */
public final class Spelling {
    private Spelling() {}

    /** The known name within a third of its length in edits (at least one, at most three), nearest first. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = plain(word);
        return known.stream()
                .filter(name -> distance(lower, plain(name)) <= Math.max(1, Math.min(3, name.length() / 3)))
                .min(Comparator.comparingInt(name -> distance(lower, plain(name))));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Levenshtein's distance, with two rows. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
