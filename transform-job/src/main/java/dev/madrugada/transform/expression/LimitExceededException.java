package dev.madrugada.transform.expression;

/** An evaluation exceeded a limit. It has no stack trace: the cause is the record's data and not the code. */
final class LimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The limits. The names are public: a refused record's reason contains them. */
    enum Limit {
        /** A value is larger than {@link StepBudget#MAX_VALUE_BYTES}. */
        ResultTooLarge,
        /** One column of one record needs more than {@link StepBudget#STEPS}. */
        TooManySteps,
        /** A pattern is too long or its repetition counts are too high for its matching to be limited. */
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
