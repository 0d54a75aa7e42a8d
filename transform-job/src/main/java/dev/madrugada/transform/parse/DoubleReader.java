package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;

/**
 * Reads {@code double} columns. A fraction is rounded to the nearest double. Invalid are: an integer that a double
 * cannot represent exactly, and a number that would become infinite or zero.
 */
final class DoubleReader extends ValueReader {
    DoubleReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue integer(long number) {
        double rounded = (double) number;
        // Long.MAX_VALUE rounds up to 2^63, which casts back to Long.MAX_VALUE.
        boolean exact = (long) rounded == number && rounded != 0x1p63;
        return exact ? ParsedValue.of(rounded) : outOfRange("an integer that a double cannot represent exactly");
    }

    @Override
    ParsedValue number(String literal) {
        double rounded = Double.parseDouble(literal);
        if (Double.isInfinite(rounded)) {
            return outOfRange("too large");
        }
        if (rounded == 0 && hasNonZeroDigit(literal)) {
            return outOfRange("too close to zero");
        }
        if (isIntegral(literal) && new BigDecimal(rounded).compareTo(new BigDecimal(literal)) != 0) {
            return outOfRange("an integer that a double cannot represent exactly");
        }
        return ParsedValue.of(rounded);
    }

    private static boolean hasNonZeroDigit(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 'e' || c == 'E') {
                return false;
            }
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }
}
