package dev.madrugada.ingest.files.format;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A decompressed stream that returns every byte before the place where it breaks. Decompressors fail in the middle of a
 * read, and what they had decompressed in that read is lost. The stream is then opened again, and read byte by byte from
 * the last place on.
 */
final class ReopenedStream extends InputStream {
    private final Opening opening;
    private InputStream in;
    private long returned;
    private @Nullable IOException failure;

    /** Opens the stream from its start. */
    interface Opening {
        InputStream open() throws IOException;
    }

    ReopenedStream(Opening opening) throws IOException {
        this.opening = opening;
        this.in = opening.open();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure == null) {
            try {
                int count = in.read(target, offset, length);
                returned += Math.max(0, count);
                return count;
            } catch (IOException | RuntimeException failed) {
                reopen(failed);
            }
        }
        int next = in.read();
        if (next < 0) {
            // Some decompressors find no error at the end if they are read byte by byte.
            throw failure;
        }
        target[offset] = (byte) next;
        returned++;
        return 1;
    }

    private void reopen(Exception failed) throws IOException {
        failure = failed instanceof IOException broken ? broken : new IOException(failed);
        try {
            in.close();
        } catch (IOException | RuntimeException broken) {
            failed.addSuppressed(broken);
        }
        in = opening.open();
        in.skipNBytes(returned);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
