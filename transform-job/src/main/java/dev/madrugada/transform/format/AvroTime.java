package dev.madrugada.transform.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Avro's logical types of dates and times as ISO 8601, with all digits of the type's unit. */
final class AvroTime {
    private static final DateTimeFormatter MILLIS_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter MICROS_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS");

    private AvroTime() {}

    /** The text of a value; empty if the logical type is none of time, or the value is outside its range. */
    static String text(String logicalType, long number) {
        try {
            return switch (logicalType) {
                case "date" -> LocalDate.ofEpochDay(number).toString();
                case "time-millis" ->
                    written(MILLIS_OF_DAY, LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000_000L)));
                case "time-micros" -> written(MICROS_OF_DAY, LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000L)));
                case "timestamp-millis" -> written(MILLIS, time(number, 1_000)) + "Z";
                case "timestamp-micros" -> written(MICROS, time(number, 1_000_000)) + "Z";
                case "timestamp-nanos" -> written(NANOS, time(number, 1_000_000_000)) + "Z";
                case "local-timestamp-millis" -> written(MILLIS, time(number, 1_000));
                case "local-timestamp-micros" -> written(MICROS, time(number, 1_000_000));
                case "local-timestamp-nanos" -> written(NANOS, time(number, 1_000_000_000));
                default -> "";
            };
        } catch (DateTimeException | ArithmeticException outsideTheRange) {
            return "";
        }
    }

    private static LocalDateTime time(long number, long perSecond) {
        long nanos = Math.floorMod(number, perSecond) * (1_000_000_000L / perSecond);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(number, perSecond), (int) nanos, ZoneOffset.UTC);
    }

    private static String written(DateTimeFormatter format, TemporalAccessor time) {
        return format.format(time);
    }
}
