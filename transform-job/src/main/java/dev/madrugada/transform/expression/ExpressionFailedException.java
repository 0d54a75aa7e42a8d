package dev.madrugada.transform.expression;

/** An expression threw for a record. It has only the error's kind: the error's message may quote the record's values. */
public final class ExpressionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;

    ExpressionFailedException(String kind) {
        // A million records may fail; without a stack trace the exception is as cheap as a value.
        super(kind, null, false, false);
        this.kind = kind;
    }

    /** Spark's error class, the exception's simple class name, or the name of the limit that was exceeded. */
    public String kind() {
        return kind;
    }
}
