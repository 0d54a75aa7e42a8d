package dev.madrugada.kinesis.stream;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The response is not a valid page, for example because it is incomplete or damaged. The source treats the response as
 * a connection failure.
 */
final class MalformedPageException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    MalformedPageException(String problem) {
        super("the page is damaged: " + problem, new IOException(problem));
    }
}
