package dev.madrugada.cli.init;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Types for numbers, with room for larger ones. */
final class NumberTypes {
    /** A tenth of what an integer holds. */
    private static final BigDecimal LARGEST_INTEGER = BigDecimal.valueOf(200_000_000);

    private static final BigDecimal LARGEST_BIGINT = BigDecimal.valueOf(Long.MAX_VALUE / 10);
    private static final int MORE_DIGITS = 3;
    private static final int MOST_DIGITS = 38;
    /** The digits that a double holds. */
    private static final int DOUBLE_DIGITS = 15;

    private static final String AMOUNT =
            ".*(price|amount|cost|total|fee|tax|vat|balance|revenue|gross|budget|salary|income|sales|paid|net|eur|usd).*";

    private NumberTypes() {}

    /**
     * A type.
     *
     * @param name the field's name: amounts of money become decimals
     */
    static ValueGuess of(Collection<BigDecimal> numbers, String name) {
        boolean isWhole = numbers.stream().allMatch(number -> number.scale() == 0);
        BigDecimal largest =
                numbers.stream().map(BigDecimal::abs).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        int digits = Math.max(1, largest.precision() - largest.scale());
        if (isWhole && !isAmount(name)) {
            return ValueGuess.of(
                    largest.compareTo(LARGEST_INTEGER) <= 0
                            ? "integer"
                            : largest.compareTo(LARGEST_BIGINT) <= 0
                                    ? "bigint"
                                    : digits <= MOST_DIGITS ? "decimal(38,0)" : "double");
        }
        int scale = numbers.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        boolean hasExponent =
                numbers.stream().anyMatch(number -> number.toString().contains("E"));
        Optional<Integer> sameScale = sameScale(numbers);
        if (!hasExponent
                && scale <= 4
                && (isAmount(name) || sameScale.filter(same -> same == 2).isPresent())) {
            int fraction = Math.max(2, scale);
            int whole = Math.max(8, digits + MORE_DIGITS);
            if (whole + fraction <= MOST_DIGITS) {
                return ValueGuess.of("decimal(" + (whole + fraction) + "," + fraction + ")");
            }
        }
        boolean isLong = numbers.stream().anyMatch(number -> number.precision() > DOUBLE_DIGITS + 2);
        ValueGuess guess = ValueGuess.of("double");
        return isLong ? guess.noted("has more digits than a double holds; decimal(p,s) holds up to 38") : guess;
    }

    private static boolean isAmount(String name) {
        return name.toLowerCase(Locale.ROOT).matches(AMOUNT);
    }

    private static Optional<Integer> sameScale(Collection<BigDecimal> numbers) {
        int first = numbers.stream().findFirst().map(BigDecimal::scale).orElse(0);
        return numbers.stream().allMatch(number -> number.scale() == first) ? Optional.of(first) : Optional.empty();
    }
}
