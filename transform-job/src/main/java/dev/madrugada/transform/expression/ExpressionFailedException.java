package dev.madrugada.transform.expression;

/** An expression threw for a record; carries the kind of the error alone, since its message quotes the record. */
public final class ExpressionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;

    ExpressionFailedException(String kind) {
        // A million records may fail: without a stack trace it costs as little as a value.
        super(kind, null, false, false);
        this.kind = kind;
    }

    /** Spark's error class, the exception's simple class, or the name of the limit that was met. */
    public String kind() {
        return kind;
    }
}
