package dev.madrugada.ingest.files.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The members of a gzip file, one after the other. Commons Compress can read them too, but then a broken header of a
 * member takes the last byte of the member before.
 */
final class GzipMembers extends InputStream {
    private final BufferedInputStream in;
    private InputStream member;

    /** @param in is at the start of the first member */
    GzipMembers(BufferedInputStream in) throws IOException {
        this.in = in;
        this.member = new GzipCompressorInputStream(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = member.read(target, offset, length);
        while (count < 0) {
            in.mark(1);
            if (in.read() < 0) {
                return -1;
            }
            in.reset();
            member = new GzipCompressorInputStream(in);
            count = member.read(target, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
