package dev.madrugada.kinesis.stream;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What came is not what was sent: cut, damaged, or no page at all. Counts as a failure of the connection. */
final class MalformedPageException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    MalformedPageException(String problem) {
        super("the page came damaged: " + problem, new IOException(problem));
    }
}
