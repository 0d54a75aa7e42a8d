package dev.madrugada.transform.parse;

import java.time.ZoneId;

/**
 * A number of seconds, milliseconds, microseconds or nanoseconds since 1970-01-01T00:00:00Z. It may have a fraction and
 * an exponent; what is less than a microsecond is dropped (rounded down). A text may begin with a plus.
 */
final class EpochFormat extends TimeFormat {
    private static final int LONGEST_FITTING = 18;

    private final int powerOfTen;
    private final long factor;

    /** @param powerOfTen the unit, as a power of ten of microseconds: 6 for seconds, -3 for nanoseconds */
    EpochFormat(ZoneId zone, int powerOfTen) {
        super(zone);
        this.powerOfTen = powerOfTen;
        this.factor = Math.round(Math.pow(10, Math.abs(powerOfTen)));
    }

    @Override
    long micros(String text) {
        String literal = text.startsWith("+") ? text.substring(1) : text;
        // '+-1' has two signs.
        if (!NumberText.isLiteral(literal) || (literal.length() < text.length() && literal.startsWith("-"))) {
            return NONE;
        }
        return microsOfLiteral(literal);
    }

    @Override
    long day(String text) {
        return dayOf(micros(text));
    }

    @Override
    long micros(long number) {
        if (powerOfTen < 0) {
            return bounded(Math.floorDiv(number, factor));
        }
        return Math.abs(number) > Long.MAX_VALUE / factor || number == Long.MIN_VALUE
                ? BEYOND
                : bounded(number * factor);
    }

    @Override
    long microsOfLiteral(String literal) {
        if (NumberText.fitsLong(literal)) {
            return micros(Long.parseLong(literal));
        }
        NumberLiteral number = NumberLiteral.parse(literal);
        if (number.isZero()) {
            return 0;
        }
        long wholeDigits = number.digitsBeforePoint() + powerOfTen;
        if (wholeDigits > LONGEST_FITTING) {
            return BEYOND;
        }
        String digits = number.digits();
        int kept = (int) Math.max(0, Math.min(digits.length(), wholeDigits));
        long micros = kept == 0 ? 0 : Long.parseLong(digits.substring(0, kept));
        for (long more = wholeDigits - kept; kept > 0 && more > 0; more--) {
            micros *= 10;
        }
        boolean hasRest = kept < digits.length();
        return bounded(number.isNegative() ? -micros - (hasRest ? 1 : 0) : micros);
    }
}
