package dev.madrugada.localstack.kinesis;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * An append-only file of frames. A frame consists of length, checksum, kind and content. When the file is opened, it is
 * truncated before the first frame that is incomplete or has a wrong checksum, because a killed process may have
 * written only a part of that frame. Supports one writer and many concurrent readers.
 */
final class FrameLog implements AutoCloseable {
    private static final int HEADER = 9;
    private static final int BUFFER = 1 << 20;
    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private final MappedSegments segments;
    private final ByteBuffer pending = ByteBuffer.allocate(BUFFER);
    private long end;
    /**
     * The length of the file so far. The last frame may be incomplete; its offset is not published until the frame is
     * flushed.
     */
    private volatile long written;

    private FrameLog(FileChannel channel) {
        this.channel = channel;
        this.segments = new MappedSegments(channel);
    }

    /** Receives each complete frame in order. */
    @FunctionalInterface
    interface Visitor {
        void frame(byte kind, long offset, ByteBuffer content) throws IOException;
    }

    /** Opens the file, passes all complete frames to the visitor and truncates the rest. */
    @SuppressWarnings("MustBeClosedChecker")
    static FrameLog open(Path file, Visitor visitor) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FrameLog log = new FrameLog(channel);
        log.scan(visitor);
        channel.truncate(log.end);
        log.written = log.end;
        return log;
    }

    private void scan(Visitor visitor) throws IOException {
        InputStream stream = Channels.newInputStream(channel.position(0));
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, BUFFER));
        long size = channel.size();
        while (end + HEADER <= size) {
            int length = in.readInt();
            int checksum = in.readInt();
            byte kind = in.readByte();
            if (length < 0 || end + HEADER + length > size) {
                return;
            }
            byte[] content = new byte[length];
            in.readFully(content);
            if (checksum(kind, content) != checksum) {
                return;
            }
            visitor.frame(kind, end, ByteBuffer.wrap(content));
            end += HEADER + length;
        }
    }

    private static int checksum(byte kind, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(kind);
        crc.update(content);
        return (int) crc.getValue();
    }

    /** The offset of the next frame. */
    long end() {
        return end;
    }

    /** Appends a frame to the buffer and returns its offset. The frame must not be read before {@link #flush}. */
    long append(byte kind, byte[] content) throws IOException {
        if (HEADER + content.length > pending.remaining()) {
            flush();
        }
        long offset = end;
        if (HEADER + content.length > pending.capacity()) {
            write(framed(ByteBuffer.allocate(HEADER + content.length), kind, content), offset);
        } else {
            var unused = framed(pending, kind, content);
        }
        end += HEADER + content.length;
        return offset;
    }

    private static ByteBuffer framed(ByteBuffer buffer, byte kind, byte[] content) {
        return buffer.putInt(content.length)
                .putInt(checksum(kind, content))
                .put(kind)
                .put(content);
    }

    /** Writes the buffered frames to the file. The written frames survive the end of this process. */
    void flush() throws IOException {
        write(pending, end - pending.position());
        pending.clear();
    }

    private void write(ByteBuffer bytes, long offset) throws IOException {
        bytes.flip();
        long position = offset;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        written = position;
    }

    /** Writes the buffered frames to the file and forces the file to the disk. */
    void force() throws IOException {
        flush();
        channel.force(false);
    }

    /** Removes all frames from this offset on. */
    void truncate(long offset) throws IOException {
        pending.clear();
        written = offset;
        channel.truncate(offset);
        end = offset;
    }

    /** Writes the contents of the frames at these offsets, one after the other. */
    void copy(long[] offsets, int[] lengths, OutputStream out) throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK, total(lengths))];
        int filled = 0;
        for (int i = 0; i < offsets.length; i++) {
            if (lengths[i] > chunk.length - filled) {
                out.write(chunk, 0, filled);
                filled = 0;
            }
            if (lengths[i] > chunk.length) {
                out.write(read(offsets[i], lengths[i]).array());
            } else {
                copy(offsets[i] + HEADER, chunk, filled, lengths[i]);
                filled += lengths[i];
            }
        }
        out.write(chunk, 0, filled);
    }

    private static int total(int[] lengths) {
        int total = 0;
        for (int length : lengths) {
            total += length;
        }
        return total;
    }

    /** The content of the frame at this offset. */
    ByteBuffer read(long offset, int length) throws IOException {
        byte[] content = new byte[length];
        copy(offset + HEADER, content, 0, length);
        return ByteBuffer.wrap(content);
    }

    private void copy(long from, byte[] into, int at, int length) throws IOException {
        if (segments.copy(from, into, at, length, written)) {
            return;
        }
        ByteBuffer content = ByteBuffer.wrap(into, at, length);
        long position = from;
        while (content.hasRemaining()) {
            int count = channel.read(content, position);
            if (count < 0) {
                throw new EOFException("the file ends within a frame, at " + position);
            }
            position += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
