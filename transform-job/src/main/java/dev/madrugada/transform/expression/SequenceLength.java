package dev.madrugada.transform.expression;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.jspecify.annotations.Nullable;

/** The rule for {@code sequence(start, stop[, step])}: computes the number of elements for numbers, dates and timestamps. */
final class SequenceLength {
    private static final int ELEMENT_BYTES = 8;
    private static final double DAY_MICROS = 86_400e6;
    /** The shortest month, so that the number of elements is never underestimated. */
    private static final double MONTH_MICROS = 28 * DAY_MICROS;

    private SequenceLength() {}

    static void check(CallArguments arguments) {
        if (arguments.value(0) instanceof Number start && arguments.value(1) instanceof Number stop) {
            DataType type = arguments.type(0);
            double span = Math.abs(stop.doubleValue() - start.doubleValue()) * unit(type);
            double step = arguments.count() > 2
                    ? step(arguments.value(2), arguments.type(2), type)
                    : (isTime(type) ? DAY_MICROS : 1);
            if (span > 0 && step > 0) {
                StepBudget.requireSmall((span / step + 1) * ELEMENT_BYTES);
            }
        }
    }

    private static boolean isTime(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    private static double unit(DataType type) {
        return type instanceof DateType ? DAY_MICROS : 1;
    }

    private static double step(@Nullable Object step, DataType stepType, DataType type) {
        if (step instanceof CalendarInterval interval) {
            return Math.abs(interval.months * MONTH_MICROS + interval.days * DAY_MICROS + interval.microseconds);
        }
        if (step instanceof Number number) {
            boolean isMonths = isTime(type) && stepType instanceof YearMonthIntervalType;
            return Math.abs(number.doubleValue()) * (isMonths ? MONTH_MICROS : 1);
        }
        return 0;
    }
}
