package dev.madrugada.ingest.files;

import java.io.IOException;

/** A file that was replaced, appended to or deleted after it was listed. The message is its URI. */
final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String uri) {
        super(uri);
    }
}
