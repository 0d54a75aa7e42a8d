package dev.madrugada.kinesis.deaggregate;

/**
 * The bytes are not a valid message. This package always catches the exception. The exception has neither a message nor
 * a stack trace, because malformed bytes are an expected input.
 */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException() {
        super(null, null, false, false);
    }
}
