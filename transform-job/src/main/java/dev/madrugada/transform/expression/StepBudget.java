package dev.madrugada.transform.expression;

import dev.madrugada.transform.expression.LimitExceededException.Limit;

/**
 * The work that the evaluation of one column for one record may do. It is counted and not timed, so that a re-run
 * refuses the same records on any machine: a step is a character that a regular expression looks at, a byte of an
 * intermediate value, or a call within a lambda. Each thread has one.
 */
final class StepBudget {
    /** Sixteen million: about a tenth of a second. */
    static final long STEPS = 1L << 24;
    /** The largest value between two calls: sixteen times the longest varchar. */
    static final int MAX_VALUE_BYTES = 1 << 20;

    private static final ThreadLocal<StepBudget> CURRENT = ThreadLocal.withInitial(StepBudget::new);

    private long left = STEPS;

    private StepBudget() {}

    static StepBudget current() {
        return CURRENT.get();
    }

    /** Begins another evaluation. */
    void renew() {
        left = STEPS;
    }

    void charge(long steps) {
        left -= steps;
        if (left < 0) {
            throw new LimitExceededException(Limit.TooManySteps);
        }
    }

    /** Charges a value, which must not be larger than the limit. */
    void chargeValue(long bytes) {
        requireSmall((double) bytes);
        charge(bytes);
    }

    static void requireSmall(double bytes) {
        if (bytes > MAX_VALUE_BYTES) {
            throw new LimitExceededException(Limit.ResultTooLarge);
        }
    }
}
