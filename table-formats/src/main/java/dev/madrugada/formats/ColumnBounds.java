package dev.madrugada.formats;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.lake.Manifest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A column's bounds in the values of its type, from the texts of a manifest. A manifest has them for all files of a
 * partition together; they hold for each file, if not tightly. Readers skip files by them.
 *
 * <p>Values: Long for integers and bigints, BigDecimal, LocalDate, Long microseconds since 1970 for timestamps, String.
 *
 * @param nulls the number of nulls in one file; empty if it is unknown
 */
record ColumnBounds(@Nullable Object least, @Nullable Object greatest, OptionalLong nulls) {
    /** A reader keeps the bounds of all files in memory; longer texts have none. */
    private static final int LONGEST_TEXT = 64;

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(java.util.Locale.ROOT);

    static ColumnBounds of(Column column, Manifest manifest, Manifest.DataFile file) {
        Manifest.ColumnFigures figures = manifest.columns().get(column.name());
        if (figures == null) {
            return new ColumnBounds(null, null, OptionalLong.empty());
        }
        // Which file has which nulls is known if no file has any, if all values are nulls, or if there is one file.
        OptionalLong nulls = OptionalLong.empty();
        if (figures.nulls() == 0 || manifest.files().size() == 1) {
            nulls = OptionalLong.of(figures.nulls());
        } else if (figures.nulls() == manifest.rows()) {
            nulls = OptionalLong.of(file.rows());
        }
        Optional<Object> least = value(column, figures.min());
        Optional<Object> greatest = value(column, figures.max());
        boolean both = least.isPresent() && greatest.isPresent();
        return new ColumnBounds(both ? least.get() : null, both ? greatest.get() : null, nulls);
    }

    private static Optional<Object> value(Column column, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return switch (column.type().kind()) {
                case INTEGER, BIGINT -> Optional.of(Long.valueOf(text));
                case DECIMAL ->
                    Optional.of(new BigDecimal(text).setScale(column.type().scale()));
                case DATE -> Optional.of(LocalDate.parse(text));
                case TIMESTAMP -> Optional.of(micros(LocalDateTime.parse(text, TIMESTAMP)));
                case VARCHAR -> text.length() > LONGEST_TEXT ? Optional.empty() : Optional.of(text);
                // Doubles have values that every reader orders in its own way: NaN, and zero with a sign.
                default -> Optional.empty();
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException unusual) {
            // A year of five digits, for example: no bound is right too.
            return Optional.empty();
        }
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }
}
