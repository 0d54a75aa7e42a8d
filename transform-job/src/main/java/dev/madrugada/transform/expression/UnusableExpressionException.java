package dev.madrugada.transform.expression;

/** An expression that a dataset cannot use; the message continues a sentence that begins with the expression. */
public final class UnusableExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableExpressionException(String problem) {
        super(problem);
    }

    /** What is wrong with the expression. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
