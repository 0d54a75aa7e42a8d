package dev.madrugada.kinesis.deaggregate;

/** Bytes that are no message after all. Expected, caught within the package; it carries neither message nor stack. */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException() {
        super(null, null, false, false);
    }
}
