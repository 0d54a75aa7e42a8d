package dev.madrugada.ingest.files.format;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.xerial.snappy.Snappy;

/**
 * Snappy as Hadoop's SnappyCodec writes it: blocks of a decompressed length and of chunks, each a length and Snappy's raw
 * format.
 */
final class HadoopSnappy extends InputStream {
    private static final int MAX_CHUNK = 64 << 20;

    private final DataInputStream in;
    private byte[] chunk = new byte[0];
    private int at;
    /** Decompressed bytes of the block that have not been read from the stream. */
    private long ofBlock;

    HadoopSnappy(InputStream in) {
        this.in = new DataInputStream(in);
    }

    @Override
    public int read() throws IOException {
        return at < chunk.length || fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == chunk.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        do {
            while (ofBlock == 0) {
                int first = in.read();
                if (first < 0) {
                    return false;
                }
                ofBlock = checked(first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort());
            }
            byte[] compressed = in.readNBytes(checked(in.readInt()));
            if (!Snappy.isValidCompressedBuffer(compressed)) {
                throw compressed.length == 0
                        ? new EOFException()
                        : new BrokenFileException("a chunk is not Snappy, or the file ends in it");
            }
            chunk = Snappy.uncompress(compressed);
            at = 0;
            ofBlock = Math.max(0, ofBlock - chunk.length);
        } while (chunk.length == 0);
        return true;
    }

    private static int checked(int length) throws BrokenFileException {
        if (length < 0 || length > MAX_CHUNK) {
            throw new BrokenFileException("it is not Hadoop's Snappy: a block has an impossible length");
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
