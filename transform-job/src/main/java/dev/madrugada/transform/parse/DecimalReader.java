package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code decimal} columns without rounding: digits after the scale must be zeros. */
final class DecimalReader extends ValueReader {
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

    /** Counts the digits before a BigDecimal is made: its construction takes time quadratic in their number. */
    @Override
    ParsedValue number(String literal) {
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
