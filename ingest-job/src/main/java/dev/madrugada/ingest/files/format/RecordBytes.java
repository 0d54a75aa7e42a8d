package dev.madrugada.ingest.files.format;

import java.util.Arrays;

/** The bytes of the record that is read. */
final class RecordBytes {
    /** The longest record: the greatest payload that transform decodes. */
    static final int MAX = 64 << 20;

    private byte[] bytes = new byte[1 << 12];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    int at(int index) {
        return bytes[index] & 0xff;
    }

    void append(int next) throws BrokenFileException {
        room(1);
        bytes[length++] = (byte) next;
    }

    void append(byte[] from, int offset, int count) throws BrokenFileException {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** Drops what comes after the first bytes. */
    void truncate(int to) {
        length = to;
    }

    /** Drops white space at the end. */
    void trimEnd() {
        while (length > 0 && isWhiteSpace(bytes[length - 1])) {
            length--;
        }
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!isWhiteSpace(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** JSON's white space. */
    static boolean isWhiteSpace(int next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private void room(int more) throws BrokenFileException {
        if (length + more > MAX) {
            throw new BrokenFileException("a record is longer than " + (MAX >> 20) + " MiB");
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MAX, Math.max(length + more, 2 * bytes.length)));
        }
    }
}
