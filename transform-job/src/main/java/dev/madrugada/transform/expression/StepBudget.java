package dev.madrugada.transform.expression;

import dev.madrugada.transform.expression.LimitExceededException.Limit;

/**
 * Limits the work for evaluating one column of one record. It counts steps instead of measuring time, so that a re-run
 * on any machine refuses the same records. A step is a character that a regular expression reads, a byte of an
 * intermediate value, or a call inside a lambda. There is one budget per thread.
 */
final class StepBudget {
    /** The number of steps per value: 16,777,216, about a tenth of a second. */
    static final long STEPS = 1L << 24;
    /** The largest intermediate value: sixteen times the longest varchar. */
    static final int MAX_VALUE_BYTES = 1 << 20;

    private static final ThreadLocal<StepBudget> CURRENT = ThreadLocal.withInitial(StepBudget::new);

    private long left = STEPS;

    private StepBudget() {}

    static StepBudget current() {
        return CURRENT.get();
    }

    /** Resets the budget at the start of an evaluation. */
    void renew() {
        left = STEPS;
    }

    /** Subtracts steps; throws LimitExceededException if the budget is used up. */
    void charge(long steps) {
        left -= steps;
        if (left < 0) {
            throw new LimitExceededException(Limit.TooManySteps);
        }
    }

    /** Charges one step per byte of a value; throws LimitExceededException if the value is too large. */
    void chargeValue(long bytes) {
        requireSmall((double) bytes);
        charge(bytes);
    }

    /** Throws LimitExceededException if a value of that size is too large. */
    static void requireSmall(double bytes) {
        if (bytes > MAX_VALUE_BYTES) {
            throw new LimitExceededException(Limit.ResultTooLarge);
        }
    }
}
