package dev.madrugada.transform.expression;

/** A contract's expression is refused. The message continues a sentence that starts with the expression. */
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
