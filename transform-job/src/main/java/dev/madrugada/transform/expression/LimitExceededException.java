package dev.madrugada.transform.expression;

/** An evaluation went beyond a limit; without a stack trace, since it is about the record and not about code. */
final class LimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The limits, by the names that a refused record's reason carries. */
    enum Limit {
        /** A value of more than {@link StepBudget#MAX_VALUE_BYTES}. */
        ResultTooLarge,
        /** More work than {@link StepBudget#STEPS} for one column of one record. */
        TooManySteps,
        /** A pattern with counts so high that matching it cannot be limited. */
        PatternTooComplex
    }

    private final Limit limit;

    LimitExceededException(Limit limit) {
        super(limit.name(), null, false, false);
        this.limit = limit;
    }

    Limit limit() {
        return limit;
    }
}
