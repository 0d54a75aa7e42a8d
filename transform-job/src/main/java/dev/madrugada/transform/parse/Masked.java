package dev.madrugada.transform.parse;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value of a payload with its letters and digits replaced, so that people see its form and nobody its content:
 * {@code Ana-María 42} is {@code Aaa-Aaaaa 99}. It has at most {@link #LONGEST} characters.
 *
 * <p>Upper-case letters become {@code A}, other letters and the marks on them {@code a}, digits and numbers {@code 9}.
 * Punctuation, white space, currency and mathematical signs stay. A control character becomes its picture (U+2400 and
 * the following), anything else {@code ¤}.
 */
public final class Masked {
    public static final int LONGEST = 40;

    private static final String CUT = "…";
    private static final int LONGEST_UTF8 = 4;

    private Masked() {}

    /** The masked text; null for null. */
    public static @Nullable String of(@Nullable String value) {
        if (value == null) {
            return null;
        }
        StringBuilder masked = new StringBuilder(LONGEST);
        for (int at = 0; at < value.length(); ) {
            if (masked.length() == LONGEST) {
                return masked.substring(0, LONGEST - CUT.length()) + CUT;
            }
            int c = value.codePointAt(at);
            masked.append(mask(c));
            at += Character.charCount(c);
        }
        return masked.toString();
    }

    /** The masked beginning of a payload, read as UTF-8; what is no UTF-8 is {@code ¤}. */
    static String of(byte[] payload) {
        int read = Math.min(payload.length, (LONGEST + 1) * LONGEST_UTF8);
        return String.valueOf(of(new String(payload, 0, read, StandardCharsets.UTF_8)));
    }

    private static char mask(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> 'A';
            case Character.LOWERCASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> 'a';
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> '9';
            case Character.CONTROL -> c < ' ' ? (char) ('\u2400' + c) : c == 0x7F ? '\u2421' : '¤';
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.CURRENCY_SYMBOL,
                    Character.MATH_SYMBOL,
                    Character.MODIFIER_SYMBOL -> Character.isBmpCodePoint(c) ? (char) c : '¤';
            default -> '¤';
        };
    }
}
