package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code decimal} columns without rounding: digits after the scale must be zeros. */
final class DecimalReader extends ValueReader {
    /** The value of so many characters fits into a long. */
    private static final int SHORT = 18;

    private final int scale;
    private final int integerDigits;

    DecimalReader(ColumnType type) {
        super(type);
        this.scale = type.scale();
        this.integerDigits = type.precision() - type.scale();
    }

    @Override
    ParsedValue integer(long literal) {
        BigDecimal number = BigDecimal.valueOf(literal);
        if (number.signum() == 0) {
            return ParsedValue.of(BigDecimal.ZERO.setScale(scale));
        }
        BigDecimal bare = number.stripTrailingZeros();
        return invalidValue((long) bare.precision() - bare.scale(), bare.scale())
                .orElseGet(() -> ParsedValue.of(bare.setScale(scale)));
    }

    /** The value of a short literal without exponent and with at most the column's digits; null for any other. */
    private @Nullable BigDecimal shortNumber(String literal) {
        int length = literal.length();
        if (length > SHORT) {
            return null;
        }
        boolean isNegative = literal.charAt(0) == '-';
        long unscaled = 0;
        int point = length;
        for (int i = isNegative ? 1 : 0; i < length; i++) {
            char c = literal.charAt(i);
            if (c >= '0' && c <= '9') {
                unscaled = unscaled * 10 + (c - '0');
            } else if (c == '.') {
                point = i;
            } else {
                return null;
            }
        }
        int fraction = Math.max(0, length - point - 1);
        int whole = point - (isNegative ? 1 : 0);
        if (fraction > scale || whole > integerDigits) {
            return null;
        }
        return BigDecimal.valueOf(isNegative ? -unscaled : unscaled, fraction).setScale(scale);
    }

    /** Counts the digits before a BigDecimal is made: its construction takes time quadratic in their number. */
    @Override
    ParsedValue number(String literal) {
        BigDecimal exact = shortNumber(literal);
        if (exact != null) {
            return ParsedValue.of(exact);
        }
        NumberLiteral number = NumberLiteral.parse(literal);
        if (number.isZero()) {
            return ParsedValue.of(BigDecimal.ZERO.setScale(scale));
        }
        return invalidValue(number.digitsBeforePoint(), number.digitsAfterPoint())
                .orElseGet(() -> ParsedValue.of(number.value().setScale(scale)));
    }

    /** Why a number with these digit counts does not fit; empty if it fits. Zeros at both ends are not counted. */
    private Optional<ParsedValue> invalidValue(long beforePoint, long afterPoint) {
        if (afterPoint > scale) {
            return Optional.of(outOfRange("too many digits after the point"));
        }
        return beforePoint > integerDigits
                ? Optional.of(outOfRange("too many digits before the point"))
                : Optional.empty();
    }
}
