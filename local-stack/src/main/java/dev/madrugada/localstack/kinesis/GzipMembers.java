package dev.madrugada.localstack.kinesis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Decompresses a gzip file of one or several members (RFC 1952, section 2.2), as {@code cat a.gz b.gz}, bgzip and
 * Firehose write them. Zero bytes after the last member are ignored as padding, as GNU gzip does. Throws a {@link
 * ZipException} if a member is truncated or damaged, if the input fails, or if other bytes follow a member.
 *
 * <p>The JDK's GZIPInputStream is not used for two reasons. GZIPInputStream ends early if {@code available()} returns 0
 * between two members, which depends on the timing of the network (JDK-7036144). GZIPInputStream also ignores bytes
 * that follow a member.
 */
final class GzipMembers extends InputStream {
    private static final int MAGIC_FIRST = 0x1f;

    private final BufferedInputStream compressed;
    private GzipCompressorInputStream member;
    private int number = 1;

    /** @param compressed the stream to read from its current position; closed with this stream */
    GzipMembers(BufferedInputStream compressed) throws IOException {
        this.compressed = compressed;
        this.member = opened();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (true) {
            int count = decompressed(buffer, offset, length);
            if (count >= 0) {
                return count;
            }
            if (!isAtMember()) {
                return -1;
            }
            number++;
            member = opened();
        }
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }

    private int decompressed(byte[] buffer, int offset, int length) throws IOException {
        try {
            return member.read(buffer, offset, length);
        } catch (IOException broken) {
            throw damaged(broken);
        }
    }

    private GzipCompressorInputStream opened() throws IOException {
        try {
            // If the input supports mark(), commons-compress leaves it positioned directly after the member.
            return GzipCompressorInputStream.builder()
                    .setInputStream(compressed)
                    .setDecompressConcatenated(false)
                    .get();
        } catch (IOException broken) {
            throw damaged(broken);
        }
    }

    /** Skips padding. Returns whether another member follows; false at the end of the file. */
    private boolean isAtMember() throws IOException {
        compressed.mark(1);
        int next = compressed.read();
        if (next == MAGIC_FIRST) {
            compressed.reset();
            return true;
        }
        while (next == 0) {
            next = compressed.read();
        }
        if (next >= 0) {
            throw new ZipException("the bytes after member " + number + " of the gzip file are not gzip");
        }
        return false;
    }

    private ZipException damaged(IOException cause) {
        ZipException damaged = new ZipException("member " + number + " of the gzip file is truncated or damaged");
        damaged.initCause(cause);
        return damaged;
    }
}
