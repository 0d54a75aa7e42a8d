package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.util.Optional;

/** Decimals, exactly: digits past the scale must be zeros. */
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

    /** Judged by its digits before it becomes a BigDecimal, which takes time quadratic in their number. */
    @Override
    ParsedValue number(String literal) {
        NumberLiteral number = NumberLiteral.parse(literal);
        if (number.isZero()) {
            return ParsedValue.of(BigDecimal.ZERO.setScale(scale));
        }
        return invalidValue(number.digitsBeforePoint(), number.digitsAfterPoint())
                .orElseGet(() -> ParsedValue.of(number.value().setScale(scale)));
    }

    /** The misfit of a number with so many digits, zeros at its ends not counted; empty if it fits. */
    private Optional<ParsedValue> invalidValue(long beforePoint, long afterPoint) {
        if (afterPoint > scale) {
            return Optional.of(outOfRange("too many digits after the point"));
        }
        return beforePoint > integerDigits
                ? Optional.of(outOfRange("too many digits before the point"))
                : Optional.empty();
    }
}
