package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ValueRules.DecimalMark;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are written as texts: JSON's grammar with the contract's decimal mark, a leading plus, and groups of three
 * digits before the mark. Between groups stands the other mark, a blank, a no-break space (U+00A0 or U+202F) or an
 * apostrophe; one number uses one of them. White space around the number is not allowed. Takes time linear in the text's
 * length.
 */
final class NumberText {
    private static final int GROUP = 3;
    private static final String MAX_LONG = "9223372036854775807";
    private static final String MAX_NEGATIVE_LONG = "9223372036854775808";

    private final char mark;
    private final char otherMark;

    NumberText(DecimalMark mark) {
        this.mark = mark == DecimalMark.POINT ? '.' : ',';
        this.otherMark = mark == DecimalMark.POINT ? ',' : '.';
    }

    /** Parses a text as a number of the reader's type. */
    ParsedValue read(String text, ValueReader reader) {
        String literal = literal(text);
        if (literal == null) {
            return reader.mismatch("a text that is not a number");
        }
        return reader.literal(literal);
    }

    /** The number as JSON writes it; null if the text is not a number. */
    @Nullable
    String literal(String text) {
        if (mark == '.' && isLiteral(text)) {
            return text;
        }
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        StringBuilder literal = new StringBuilder(text.length());
        literal.append(text.startsWith("-") ? "-" : "");
        int end = endOfGroups(text, start, literal);
        if (end < 0) {
            return null;
        }
        if (end < text.length() && text.charAt(end) == mark) {
            literal.append('.').append(text, end + 1, text.length());
        } else {
            literal.append(text, end, text.length());
        }
        String plain = literal.toString();
        // The rest of the text may contain a point where this number's decimal mark is a comma.
        boolean hasForeignPoint = end < text.length() && text.charAt(end) == '.' && mark != '.';
        return isLiteral(plain) && !hasForeignPoint ? plain : null;
    }

    /** Appends the digits before the decimal mark; the position after them, or -1 if they are grouped wrongly. */
    private int endOfGroups(String text, int start, StringBuilder literal) {
        int at = endOfDigits(text, start);
        literal.append(text, start, at);
        if (at == start) {
            return -1;
        }
        if (at == text.length() || !isSeparator(text.charAt(at))) {
            return at;
        }
        if (at - start > GROUP) {
            return -1;
        }
        char separator = text.charAt(at);
        while (at < text.length() && text.charAt(at) == separator) {
            int end = endOfDigits(text, at + 1);
            if (end - at - 1 != GROUP) {
                return -1;
            }
            literal.append(text, at + 1, end);
            at = end;
        }
        return at;
    }

    private boolean isSeparator(char c) {
        return c == otherMark || c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\'';
    }

    /** Whether the text is a number in JSON's grammar. */
    static boolean isLiteral(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int end = endOfDigits(text, at);
        if (end == at || (text.charAt(at) == '0' && end > at + 1)) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            at = end + 1;
            end = endOfDigits(text, at);
            if (end == at) {
                return false;
            }
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            at = end + 1;
            at += at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? 1 : 0;
            end = endOfDigits(text, at);
            if (end == at) {
                return false;
            }
        }
        return end == text.length();
    }

    /** Whether a number in JSON's grammar has neither fraction nor exponent and fits into a long. */
    static boolean fitsLong(String literal) {
        boolean isNegative = literal.startsWith("-");
        int digits = literal.length() - (isNegative ? 1 : 0);
        if (digits > MAX_LONG.length() || endOfDigits(literal, isNegative ? 1 : 0) < literal.length()) {
            return false;
        }
        String largest = isNegative ? MAX_NEGATIVE_LONG : MAX_LONG;
        return digits < MAX_LONG.length()
                || literal.substring(isNegative ? 1 : 0).compareTo(largest) <= 0;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
