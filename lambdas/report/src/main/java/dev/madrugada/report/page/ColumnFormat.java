package dev.madrugada.report.page;

import dev.madrugada.report.query.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How people read the cells of one column: numbers with thousands separators and equally many decimals, what is missing
 * by name. The CSV has every figure as the warehouse gave it.
 *
 * @param decimals of every number in the column
 */
record ColumnFormat(int decimals, Grouping grouping) {
    static final String NO_VALUE = "no value";
    static final String NO_TEXT = "empty text";

    /** A declared scale up to this one is kept, such as the cents of a price; longer ones are rounded. */
    private static final int MOST_DECIMALS = 4;
    /** Rounding leaves as many digits of the greatest number, where that is below one. */
    private static final int LEAST_DIGITS = 4;

    private static final int LONGEST_FRACTION = 12;
    private static final BigDecimal GREATEST_PLAIN = BigDecimal.TEN.pow(15);
    /** Numbers that name something, and do not count. */
    private static final Pattern NAMES = Pattern.compile("(.*_)?(id|year)");

    /** Whether thousands are separated. */
    enum Grouping {
        THOUSANDS,
        NONE
    }

    /** The format that suits all of a column's numbers. */
    static ColumnFormat of(String column, List<Cell> cells) {
        List<BigDecimal> numbers =
                cells.stream().flatMap(cell -> cell.number().stream()).toList();
        int needed = numbers.stream().mapToInt(ColumnFormat::decimals).max().orElse(0);
        BigDecimal greatest = numbers.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
        return new ColumnFormat(
                Math.min(needed, mostDecimals(greatest)),
                NAMES.matcher(column).matches() ? Grouping.NONE : Grouping.THOUSANDS);
    }

    String text(Cell cell) {
        return switch (cell.kind()) {
            case NULL -> NO_VALUE;
            case NUMBER -> cell.number().map(this::text).orElse(cell.text());
            default -> shows(cell.text()) ? cell.text() : NO_TEXT;
        };
    }

    String text(BigDecimal number) {
        boolean vanishes = number.signum() != 0
                && number.setScale(decimals, RoundingMode.HALF_UP).signum() == 0;
        if (vanishes || number.abs().compareTo(GREATEST_PLAIN) >= 0) {
            return Scientific.text(number);
        }
        String pattern = grouping == Grouping.THOUSANDS ? "%,." : "%.";
        return String.format(Locale.ROOT, pattern + decimals + "f", number);
    }

    /** Whether the text of a cell says less than the cell. */
    boolean rounds(Cell cell) {
        return cell.number()
                .filter(number ->
                        number.setScale(decimals, RoundingMode.HALF_UP).compareTo(number) != 0)
                .isPresent();
    }

    /** Whether a text has a sign that is seen. */
    private static boolean shows(String text) {
        return text.codePoints()
                .anyMatch(sign -> !Character.isWhitespace(sign)
                        && !Character.isSpaceChar(sign)
                        && Character.getType(sign) != Character.FORMAT);
    }

    /** This format, with as many decimals less as the numbers need to be so short, as far as that goes. */
    ColumnFormat fitting(List<BigDecimal> numbers, int longest) {
        ColumnFormat fewer = this;
        while (fewer.decimals > fewer.leastDecimals(numbers) && fewer.longest(numbers) > longest) {
            fewer = new ColumnFormat(fewer.decimals - 1, grouping);
        }
        return fewer;
    }

    /** As {@link #fitting}; empty if the numbers are still too long. */
    Optional<ColumnFormat> fittingInto(List<BigDecimal> numbers, int longest) {
        return Optional.of(fitting(numbers, longest)).filter(fewer -> fewer.longest(numbers) <= longest);
    }

    private int longest(List<BigDecimal> numbers) {
        return numbers.stream().mapToInt(number -> text(number).length()).max().orElse(0);
    }

    /** Two digits of the greatest number are kept. */
    private int leastDecimals(List<BigDecimal> numbers) {
        BigDecimal greatest = numbers.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
        return Math.min(decimals, Math.max(0, 2 - (greatest.precision() - greatest.scale())));
    }

    ColumnFormat withoutThousands() {
        return new ColumnFormat(decimals, Grouping.NONE);
    }

    private static int decimals(BigDecimal number) {
        int scale = number.scale() <= MOST_DECIMALS
                ? number.scale()
                : number.stripTrailingZeros().scale();
        return Math.max(0, scale);
    }

    private static int mostDecimals(BigDecimal greatest) {
        if (greatest.signum() == 0 || greatest.compareTo(BigDecimal.ONE) >= 0) {
            return MOST_DECIMALS;
        }
        int leadingZeros = greatest.scale() - greatest.precision();
        return Math.min(LONGEST_FRACTION, leadingZeros + LEAST_DIGITS);
    }
}
