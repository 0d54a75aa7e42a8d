package dev.madrugada.transform.format;

/** A payload is not in the contract's format. The message says why and never contains a value of the payload. */
public final class UndecodablePayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecodablePayloadException(String problem) {
        // A million records may be refused; without a stack trace the exception is as cheap as a value.
        super(problem, null, false, false);
    }

    /** Why the payload cannot be decoded. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
