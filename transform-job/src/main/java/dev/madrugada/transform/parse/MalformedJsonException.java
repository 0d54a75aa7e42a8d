package dev.madrugada.transform.parse;

import java.io.IOException;

/** Bytes are not JSON. It has no stack trace, because it is an ordinary result of reading a payload. */
final class MalformedJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param offset the position of the first byte that does not belong there */
    MalformedJsonException(int offset) {
        super("malformed JSON at byte " + offset);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
