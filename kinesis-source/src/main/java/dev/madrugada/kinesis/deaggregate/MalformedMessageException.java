package dev.madrugada.kinesis.deaggregate;

/**
 * The bytes are not a valid message. Always caught within this package. It has neither a message nor a stack trace,
 * because it is an expected result.
 */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException() {
        super(null, null, false, false);
    }
}
