package dev.madrugada.localstack.kinesis;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memory-maps the complete 16 MiB segments of an append-only file. This class cannot read bytes in the last, incomplete
 * segment, or bytes that cross a segment boundary. Thread-safe.
 */
final class MappedSegments {
    private static final int SEGMENT = 1 << 24;

    private final FileChannel channel;
    private final Map<Integer, MappedByteBuffer> segments = new ConcurrentHashMap<>();

    MappedSegments(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Copies bytes of the file if they are within one complete segment.
     *
     * @param written length of the file so far
     * @return whether the bytes were copied
     */
    boolean copy(long from, byte[] into, int at, int length, long written) throws IOException {
        int segment = (int) (from / SEGMENT);
        int offset = (int) (from % SEGMENT);
        if (offset + length > SEGMENT || (segment + 1L) * SEGMENT > written) {
            return false;
        }
        MappedByteBuffer mapped = segments.get(segment);
        if (mapped == null) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, (long) segment * SEGMENT, SEGMENT);
            segments.put(segment, mapped);
        }
        mapped.get(offset, into, at, length);
        return true;
    }
}
