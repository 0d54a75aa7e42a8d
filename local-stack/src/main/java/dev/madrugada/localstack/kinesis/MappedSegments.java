package dev.madrugada.localstack.kinesis;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The whole segments of a file that only grows, in memory as far as the operating system has room. What lies in its last
 * segment, or across two of them, is not served. For many threads.
 */
final class MappedSegments {
    private static final int SEGMENT = 1 << 24;

    private final FileChannel channel;
    private final Map<Integer, MappedByteBuffer> segments = new ConcurrentHashMap<>();

    MappedSegments(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Copies bytes that are never written again.
     *
     * @param written how much of the file there is
     * @return whether it did
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
