package dev.madrugada.ingest.files.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A compressed stream of zstd frames that must not end inside a frame. zstd-jni finds this for the first frame only: if a
 * later frame begins in the same buffer and is cut off, its stream ends there without an error.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc8878#section-3.1">RFC 8878</a>
 */
final class ZstdFrames extends FilterInputStream {
    private static final int MAGIC_BYTES = 4;
    private static final int BLOCK_HEADER_BYTES = 3;
    private static final int CHECKSUM_BYTES = 4;
    private static final int SKIPPABLE = 0x184d2a5;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] SIZE_BYTES = {0, 2, 4, 8};
    private static final int RUN = 1;

    /** What the next bytes are. */
    private enum Part {
        MAGIC,
        SKIPPABLE_SIZE,
        DESCRIPTOR,
        BLOCK_HEADER,
        /** Bytes after which a block begins. */
        BEFORE_BLOCK,
        /** Bytes after which the frame ends. */
        LAST
    }

    private Part part = Part.MAGIC;
    private long left = MAGIC_BYTES;
    private long value;
    private int valueBytes;
    private boolean hasChecksum;
    private boolean isLastBlock;

    ZstdFrames(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count < 0 && !(part == Part.MAGIC && left == MAGIC_BYTES)) {
            throw new EOFException("a zstd frame is cut off");
        }
        for (int at = offset; at < offset + count; ) {
            at += pass(target, at, offset + count);
        }
        return count;
    }

    /** Passes bytes of the current part; returns how many. */
    private int pass(byte[] bytes, int from, int to) {
        int count = (int) Math.min(left, to - (long) from);
        if (part != Part.BEFORE_BLOCK && part != Part.LAST) {
            for (int at = from; at < from + count; at++) {
                value |= (bytes[at] & 0xffL) << (8 * valueBytes++);
            }
        }
        left -= count;
        while (left == 0) {
            long whole = value;
            value = 0;
            valueBytes = 0;
            next(whole);
        }
        return count;
    }

    private void next(long whole) {
        switch (part) {
            case MAGIC -> {
                boolean isSkippable = whole >> 4 == SKIPPABLE;
                begin(isSkippable ? Part.SKIPPABLE_SIZE : Part.DESCRIPTOR, isSkippable ? 4 : 1);
            }
            case SKIPPABLE_SIZE -> begin(Part.LAST, whole);
            case DESCRIPTOR -> {
                boolean isSingleSegment = (whole & 0x20) != 0;
                hasChecksum = (whole & 4) != 0;
                int sizeFlag = (int) whole >> 6;
                int size = isSingleSegment && sizeFlag == 0 ? 1 : SIZE_BYTES[sizeFlag];
                begin(Part.BEFORE_BLOCK, (isSingleSegment ? 0 : 1) + DICTIONARY_BYTES[(int) whole & 3] + size);
                isLastBlock = false;
            }
            case BLOCK_HEADER -> {
                isLastBlock = (whole & 1) != 0;
                begin(Part.BEFORE_BLOCK, (whole >> 1 & 3) == RUN ? 1 : whole >> 3);
            }
            case BEFORE_BLOCK -> {
                if (isLastBlock) {
                    begin(Part.LAST, hasChecksum ? CHECKSUM_BYTES : 0);
                } else {
                    begin(Part.BLOCK_HEADER, BLOCK_HEADER_BYTES);
                }
            }
            case LAST -> begin(Part.MAGIC, MAGIC_BYTES);
        }
    }

    private void begin(Part next, long bytes) {
        part = next;
        left = bytes;
    }
}
