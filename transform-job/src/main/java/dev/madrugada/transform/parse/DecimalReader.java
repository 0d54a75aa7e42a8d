package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;

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
    Reading integer(long number) {
        return decimal(BigDecimal.valueOf(number));
    }

    @Override
    Reading number(String literal) {
        try {
            return decimal(new BigDecimal(literal));
        } catch (NumberFormatException exponent) {
            return outOfRange("its exponent is beyond any decimal");
        }
    }

    /** Judges by the digits before it rescales: rescaling 1e-999999999 would fill the memory. */
    private Reading decimal(BigDecimal number) {
        if (number.signum() == 0) {
            return Reading.of(BigDecimal.ZERO.setScale(scale));
        }
        BigDecimal bare = number.stripTrailingZeros();
        if (bare.scale() > scale) {
            return outOfRange("too many digits after the point");
        }
        if ((long) bare.precision() - bare.scale() > integerDigits) {
            return outOfRange("too many digits before the point");
        }
        return Reading.of(bare.setScale(scale));
    }
}
