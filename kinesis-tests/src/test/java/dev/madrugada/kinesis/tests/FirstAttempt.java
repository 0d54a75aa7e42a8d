package dev.madrugada.kinesis.tests;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.util.LongAccumulator;

/** Makes the first attempt of a task fail after a few rows; later attempts succeed. */
final class FirstAttempt {

    static final String MESSAGE = "failure of the test";

    private static final int ROWS_BEFORE_IT_FAILS = 3;

    private FirstAttempt() {}

    static <T> Iterator<T> failing(Iterator<T> rows, LongAccumulator failed) {
        if (TaskContext.get().attemptNumber() > 0) {
            // The failures are counted here, because Spark drops the counts of a failed attempt.
            failed.add(1);
            return rows;
        }
        return new Iterator<>() {
            private int returned;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public T next() {
                if (returned == ROWS_BEFORE_IT_FAILS) {
                    throw new IllegalStateException(MESSAGE);
                }
                returned++;
                return rows.next();
            }
        };
    }
}
