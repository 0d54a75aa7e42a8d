package dev.madrugada.common.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt word probably means, for "did you mean" hints. */
public final class Spelling {
    private Spelling() {}

    /**
     * The known name with the smallest edit distance to the word; empty if none is close enough. A name is close enough
     * if its distance is at most a third of its length, limited to 1 to 3. Case and {@code _} against {@code -} do not
     * count.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = plain(word);
        return known.stream()
                .filter(name -> distance(lower, plain(name)) <= Math.max(1, Math.min(3, name.length() / 3)))
                .min(Comparator.comparingInt(name -> distance(lower, plain(name))));
    }

    /** The result of {@link #nearest} as a question, such as {@code did you mean 'count'?}. */
    public static Optional<String> meant(String word, Collection<String> known) {
        return nearest(word, known).map(near -> "did you mean '" + near + "'?");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The Levenshtein distance, extended so that swapping two neighbouring letters counts as one edit. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int changed = edits[i - 1][j - 1] + (same ? 0 : 1);
        int leftOut = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        int best = Math.min(changed, leftOut);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
