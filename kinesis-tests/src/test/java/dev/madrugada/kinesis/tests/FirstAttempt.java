package dev.madrugada.kinesis.tests;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.util.LongAccumulator;

/** Rows of a task that fails in mid-read the first time, and not when Spark tries it again. */
final class FirstAttempt {

    static final String MESSAGE = "fails as asked for";

    private static final int ROWS_BEFORE_IT_FAILS = 3;

    private FirstAttempt() {}

    static <T> Iterator<T> failing(Iterator<T> rows, LongAccumulator failed) {
        if (TaskContext.get().attemptNumber() > 0) {
            // What a failed attempt counts is dropped with it.
            failed.add(1);
            return rows;
        }
        return new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public T next() {
                if (given == ROWS_BEFORE_IT_FAILS) {
                    throw new IllegalStateException(MESSAGE);
                }
                given++;
                return rows.next();
            }
        };
    }
}
