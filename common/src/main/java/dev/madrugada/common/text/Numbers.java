package dev.madrugada.common.text;

import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class Numbers {
    private Numbers() {}

    /** A count with a comma every three digits, such as {@code 1,234,567}. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
