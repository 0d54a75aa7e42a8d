package dev.madrugada.transform.parse;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A JSON number taken apart in time linear in its length: {@code digits} times ten to the {@code exponent}.
 *
 * @param digits without zeros at either end; empty for zero
 * @param exponent at most {@value #GREATEST_EXPONENT} either way, where the literal's own lies beyond
 */
record NumberLiteral(boolean isNegative, String digits, long exponent) {
    private static final long GREATEST_EXPONENT = 1_000_000_000_000L;
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

    /** Negative for a number that begins with zeros after its point. */
    long digitsBeforePoint() {
        return digits.length() + exponent;
    }

    /** Negative for a number that ends with zeros before its point. */
    long digitsAfterPoint() {
        return -exponent;
    }

    /** Of a number whose digits are known to be few and near to the point. */
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
        long size = text.length() - start > EXPONENT_DIGITS ? GREATEST_EXPONENT : Long.parseLong(text.substring(start));
        return isNegative ? -size : size;
    }
}
