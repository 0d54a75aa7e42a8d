package dev.madrugada.ingest.files.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A decompressed stream that is read byte by byte, with the number of bytes before. */
final class ContentBytes implements Closeable {
    static final int END = -1;

    private static final int BUFFER = 1 << 16;
    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long before;
    private @Nullable IOException failure;

    /** @param position the position of the stream's first byte in the file's content */
    ContentBytes(InputStream in, long position) {
        this.in = in;
        this.before = position;
    }

    /** The position of the next byte. */
    long position() {
        return before + at;
    }

    /** The next byte, which stays the next one; {@link #END} at the end. */
    int peek() throws IOException {
        return at < limit || fill() ? buffer[at] & 0xff : END;
    }

    /** Takes the next byte; {@link #END} at the end. */
    int read() throws IOException {
        return at < limit || fill() ? buffer[at++] & 0xff : END;
    }

    /** Appends the bytes up to a line feed, which is taken and not appended; false if the stream is at its end. */
    boolean readLine(RecordBytes line) throws IOException {
        if (peek() == END) {
            return false;
        }
        while (at < limit || fill()) {
            int from = at;
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            line.append(buffer, from, at - from);
            if (at < limit) {
                at++;
                return true;
            }
        }
        return true;
    }

    /** Takes the byte-order mark of UTF-8 if the stream begins with it. */
    void skipByteOrderMark() throws IOException {
        if (hasByteOrderMark()) {
            at = BYTE_ORDER_MARK.length;
        }
    }

    /** Whether the stream begins with the byte-order mark of UTF-8; called before anything was taken. */
    boolean hasByteOrderMark() throws IOException {
        return peek() == BYTE_ORDER_MARK[0]
                && limit >= BYTE_ORDER_MARK.length
                && (buffer[1] & 0xff) == BYTE_ORDER_MARK[1]
                && (buffer[2] & 0xff) == BYTE_ORDER_MARK[2];
    }

    private boolean fill() throws IOException {
        before += limit;
        at = 0;
        limit = 0;
        if (failure != null) {
            throw failure;
        }
        try {
            // A decompressor may return few bytes at a time; three are needed for a byte-order mark.
            for (int count = 0; count >= 0 && limit < BUFFER; count = in.read(buffer, limit, BUFFER - limit)) {
                limit += count;
            }
        } catch (IOException failed) {
            // The records before the failure are read first.
            failure = failed;
            if (limit == 0) {
                throw failed;
            }
        }
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
