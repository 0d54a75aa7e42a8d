package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;

/**
 * Doubles: a fraction is rounded to the nearest double, as everywhere; an integer that would lose digits, and a number
 * that would become infinite or zero, is a misfit.
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
        return exact ? ParsedValue.of(rounded) : outOfRange("it would lose digits");
    }

    @Override
    ParsedValue number(String literal) {
        double rounded = Double.parseDouble(literal);
        if (Double.isInfinite(rounded)) {
            return outOfRange("too great");
        }
        if (rounded == 0 && hasDigitsButZero(literal)) {
            return outOfRange("too near to zero");
        }
        if (isIntegral(literal) && new BigDecimal(rounded).compareTo(new BigDecimal(literal)) != 0) {
            return outOfRange("it would lose digits");
        }
        return ParsedValue.of(rounded);
    }

    private static boolean hasDigitsButZero(String literal) {
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
