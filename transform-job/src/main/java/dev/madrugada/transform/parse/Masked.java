package dev.madrugada.transform.parse;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Masks a payload value for messages: the value's form stays visible, its content does not. {@code Ana-María 42}
 * becomes {@code Aaa-Aaaaa 99}. The masked text has at most {@link #MAX_LENGTH} characters.
 *
 * <p>Upper-case letters become {@code A}; other letters and combining marks become {@code a}; digits and other numbers
 * become {@code 9}. Punctuation, spaces, currency and mathematical symbols stay. A control character becomes its symbol
 * from U+2400 on; every other character becomes {@code ¤}.
 */
public final class Masked {
    public static final int MAX_LENGTH = 40;

    private static final String CUT = "…";
    private static final int MAX_UTF8_BYTES = 4;

    private Masked() {}

    /** The masked text; null for null. */
    public static @Nullable String of(@Nullable String value) {
        if (value == null) {
            return null;
        }
        StringBuilder masked = new StringBuilder(MAX_LENGTH);
        for (int at = 0; at < value.length(); ) {
            if (masked.length() == MAX_LENGTH) {
                return masked.substring(0, MAX_LENGTH - CUT.length()) + CUT;
            }
            int c = value.codePointAt(at);
            masked.append(mask(c));
            at += Character.charCount(c);
        }
        return masked.toString();
    }

    /** The start of a text that is masked already, at most {@link #MAX_LENGTH} characters. */
    public static String cut(String masked) {
        return masked.length() <= MAX_LENGTH ? masked : masked.substring(0, MAX_LENGTH - CUT.length()) + CUT;
    }

    /** The masked start of a payload, decoded as UTF-8; bytes that are not UTF-8 become {@code ¤}. */
    static String of(byte[] payload) {
        int read = Math.min(payload.length, (MAX_LENGTH + 1) * MAX_UTF8_BYTES);
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
