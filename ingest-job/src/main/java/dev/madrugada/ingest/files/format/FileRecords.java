package dev.madrugada.ingest.files.format;

import java.io.Closeable;
import java.io.IOException;

/** The records of one file, in order. Not thread-safe. */
public interface FileRecords extends Closeable {
    /**
     * Moves to the next record.
     *
     * @return false after the last record
     * @throws IOException or an unchecked exception of the format's library if the rest of the file cannot be read; all
     *     records before it were returned
     */
    boolean next() throws IOException;

    /** The payload of the current record; the caller may keep the array. */
    byte[] payload() throws IOException;

    /**
     * The place of the current record in the file, counted from 0: the offset of its first byte in the decompressed
     * content of a JSON file, the number of the row in other files. It does not change if records are appended.
     */
    long position();
}
