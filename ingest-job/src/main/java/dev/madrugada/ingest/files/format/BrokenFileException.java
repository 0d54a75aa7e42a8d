package dev.madrugada.ingest.files.format;

import java.io.IOException;

/** A file that is not in its format from some place on. The message is a reason without any content of the file. */
public final class BrokenFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public BrokenFileException(String reason) {
        super(reason);
    }
}
