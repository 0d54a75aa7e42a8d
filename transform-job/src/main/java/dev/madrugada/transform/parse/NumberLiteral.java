package dev.madrugada.transform.parse;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A JSON number as sign, digits and exponent: its value is {@code digits} times ten to the {@code exponent}. Parsing
 * takes time linear in the literal's length.
 *
 * @param digits without leading and trailing zeros; empty for zero
 * @param exponent limited to ±{@value #MAX_EXPONENT}, plus or minus the number of digits
 */
record NumberLiteral(boolean isNegative, String digits, long exponent) {
    private static final long MAX_EXPONENT = 1_000_000_000_000L;
    private static final int EXPONENT_DIGITS = 12;

    /** @param literal as JSON writes it */
    static NumberLiteral parse(String literal) {
        boolean isNegative = literal.startsWith("-");
        int mantissaEnd = indexOfExponent(literal);
        StringBuilder digits = new StringBuilder(mantissaEnd);
        long exponent = mantissaEnd < literal.length() ? exponent(literal.substring(mantissaEnd + 1)) : 0;
        boolean isAfterPoint = false;
        for (int i = isNegative ? 1 : 0; i < mantissaEnd; i++) {
            char c = literal.charAt(i);
            if (c == '.') {
                isAfterPoint = true;
                continue;
            }
            exponent -= isAfterPoint ? 1 : 0;
            if (c != '0' || !digits.isEmpty()) {
                digits.append(c);
            }
        }
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        exponent += digits.length() - end;
        return new NumberLiteral(isNegative, digits.substring(0, end), exponent);
    }

    boolean isZero() {
        return digits.isEmpty();
    }

    /** The number of digits before the decimal point; negative if zeros follow the point, as in 0.001. */
    long digitsBeforePoint() {
        return digits.length() + exponent;
    }

    /** The number of digits after the decimal point; negative if zeros precede the point, as in 1000. */
    long digitsAfterPoint() {
        return -exponent;
    }

    /** The value; call it only after the digit counts have been checked, since its cost grows with both. */
    BigDecimal value() {
        BigInteger unscaled = new BigInteger(isNegative ? "-" + digits : digits);
        return new BigDecimal(unscaled, Math.toIntExact(-exponent));
    }

    private static int indexOfExponent(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 'e' || c == 'E') {
                return i;
            }
        }
        return literal.length();
    }

    private static long exponent(String text) {
        boolean isNegative = text.startsWith("-");
        int start = isNegative || text.startsWith("+") ? 1 : 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        long size = text.length() - start > EXPONENT_DIGITS ? MAX_EXPONENT : Long.parseLong(text.substring(start));
        return isNegative ? -size : size;
    }
}
