package dev.madrugada.ingest.files;

import java.io.Serializable;

/**
 * The records of a file that begin in a part of it.
 *
 * @param from the first position
 * @param to the position after the part; {@link Long#MAX_VALUE} for the end of the file
 */
record FilePart(ListedFile file, long from, long to) implements Serializable {
    static FilePart whole(ListedFile file) {
        return new FilePart(file, 0, Long.MAX_VALUE);
    }

    boolean isWhole() {
        return from == 0 && to == Long.MAX_VALUE;
    }

    long bytes() {
        return Math.min(to, file.bytes()) - from;
    }
}
