package dev.madrugada.report.page;

import dev.madrugada.report.query.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The format of the cells of one column for people. All numbers have thousands separators and the same number of
 * decimals. Missing values are named. The CSV has the exact values of the warehouse.
 *
 * @param decimals number of decimals of all numbers in the column
 */
record ColumnFormat(int decimals, Grouping grouping) {
    static final String NO_VALUE = "no value";
    static final String NO_TEXT = "empty text";

    /** Scales up to this one are kept, such as the cents of a price; larger scales are rounded. */
    private static final int MAX_DECIMALS = 4;
    /** If the largest number is less than one, rounding keeps this many of its significant digits. */
    private static final int MIN_DIGITS = 4;

    private static final int MAX_FRACTION_DIGITS = 12;
    private static final BigDecimal PLAIN_LIMIT = BigDecimal.TEN.pow(15);
    /** Columns whose numbers are identifiers, not quantities. */
    private static final Pattern IDENTIFIER_COLUMN = Pattern.compile("(.*_)?(id|year)");

    /** Whether thousands are separated. */
    enum Grouping {
        THOUSANDS,
        NONE
    }

    /** The format for all numbers of a column. */
    static ColumnFormat of(String column, List<Cell> cells) {
        List<BigDecimal> numbers =
                cells.stream().flatMap(cell -> cell.number().stream()).toList();
        int needed = numbers.stream().mapToInt(ColumnFormat::decimals).max().orElse(0);
        BigDecimal greatest = numbers.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
        return new ColumnFormat(
                Math.min(needed, maxDecimals(greatest)),
                IDENTIFIER_COLUMN.matcher(column).matches() ? Grouping.NONE : Grouping.THOUSANDS);
    }

    String text(Cell cell) {
        return switch (cell.kind()) {
            case NULL -> NO_VALUE;
            case NUMBER -> cell.number().map(this::text).orElse(cell.text());
            default -> isVisible(cell.text()) ? cell.text() : NO_TEXT;
        };
    }

    String text(BigDecimal number) {
        boolean roundsToZero = number.signum() != 0
                && number.setScale(decimals, RoundingMode.HALF_UP).signum() == 0;
        if (roundsToZero || number.abs().compareTo(PLAIN_LIMIT) >= 0) {
            return Scientific.text(number);
        }
        String pattern = grouping == Grouping.THOUSANDS ? "%,." : "%.";
        return String.format(Locale.ROOT, pattern + decimals + "f", number);
    }

    /** Whether the number of a cell is rounded. */
    boolean rounds(Cell cell) {
        return cell.number()
                .filter(number ->
                        number.setScale(decimals, RoundingMode.HALF_UP).compareTo(number) != 0)
                .isPresent();
    }

    /** Whether a text has a visible character. */
    private static boolean isVisible(String text) {
        return text.codePoints()
                .anyMatch(character -> !Character.isWhitespace(character)
                        && !Character.isSpaceChar(character)
                        && Character.getType(character) != Character.FORMAT);
    }

    /**
     * This format with as few decimals removed as needed to limit the numbers to {@code longest} characters. Stops at
     * the minimum number of decimals.
     */
    ColumnFormat fitting(List<BigDecimal> numbers, int longest) {
        ColumnFormat fewer = this;
        while (fewer.decimals > fewer.minDecimals(numbers) && fewer.longest(numbers) > longest) {
            fewer = new ColumnFormat(fewer.decimals - 1, grouping);
        }
        return fewer;
    }

    /** The result of {@link #fitting}; empty if the numbers are still too long. */
    Optional<ColumnFormat> fittingInto(List<BigDecimal> numbers, int longest) {
        return Optional.of(fitting(numbers, longest)).filter(fewer -> fewer.longest(numbers) <= longest);
    }

    private int longest(List<BigDecimal> numbers) {
        return numbers.stream().mapToInt(number -> text(number).length()).max().orElse(0);
    }

    /** The minimum number of decimals, which keeps two significant digits of the largest number. */
    private int minDecimals(List<BigDecimal> numbers) {
        BigDecimal greatest = numbers.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
        return Math.min(decimals, Math.max(0, 2 - (greatest.precision() - greatest.scale())));
    }

    ColumnFormat withoutThousands() {
        return new ColumnFormat(decimals, Grouping.NONE);
    }

    private static int decimals(BigDecimal number) {
        int scale = number.scale() <= MAX_DECIMALS
                ? number.scale()
                : number.stripTrailingZeros().scale();
        return Math.max(0, scale);
    }

    private static int maxDecimals(BigDecimal greatest) {
        if (greatest.signum() == 0 || greatest.compareTo(BigDecimal.ONE) >= 0) {
            return MAX_DECIMALS;
        }
        int leadingZeros = greatest.scale() - greatest.precision();
        return Math.min(MAX_FRACTION_DIGITS, leadingZeros + MIN_DIGITS);
    }
}
