package dev.madrugada.transform.format;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952): one member or several, up to the last byte. {@link java.util.zip.GZIPInputStream} is not
 * used: it ignores bytes after the last member, and its stack grows with the number of empty members.
 */
final class GzipDecoder implements PayloadDecoder {
    private static final int HEADER_LENGTH = 10;
    private static final int TRAILER_LENGTH = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int KNOWN_FLAGS = 31;
    private static final int EXPECTED_RATIO = 6;

    private final byte[] buffer = new byte[16 * 1024];

    @Override
    public byte[] json(byte[] payload) throws UndecodablePayloadException {
        BoundedBytes json = new BoundedBytes((int) Math.min(MAX_BYTES, (long) payload.length * EXPECTED_RATIO));
        Inflater inflater = new Inflater(true);
        try {
            int at = 0;
            do {
                at = member(payload, at, json, inflater);
                inflater.reset();
            } while (at < payload.length);
        } catch (DataFormatException damaged) {
            throw new UndecodablePayloadException("the payload is damaged gzip");
        } catch (BoundedBytes.TooLargeException large) {
            throw BoundedBytes.tooLarge();
        } finally {
            inflater.end();
        }
        return json.toByteArray();
    }

    /** Decompresses the member at a position; the position after it. */
    private int member(byte[] payload, int start, BoundedBytes json, Inflater inflater)
            throws DataFormatException, UndecodablePayloadException {
        int body = afterHeader(payload, start);
        inflater.setInput(payload, body, payload.length - body);
        CRC32 checksum = new CRC32();
        while (!inflater.finished()) {
            int length = inflater.inflate(buffer);
            if (length == 0 && !inflater.finished()) {
                throw inflater.needsInput()
                        ? truncated()
                        : new UndecodablePayloadException("the payload is damaged gzip");
            }
            checksum.update(buffer, 0, length);
            json.write(buffer, 0, length);
        }
        int trailer = payload.length - inflater.getRemaining();
        if (payload.length - trailer < TRAILER_LENGTH) {
            throw truncated();
        }
        boolean isWhole = littleEndian(payload, trailer, 4) == checksum.getValue()
                && littleEndian(payload, trailer + 4, 4) == (inflater.getBytesWritten() & 0xFFFF_FFFFL);
        if (!isWhole) {
            throw new UndecodablePayloadException("the payload is damaged gzip: its checksum or length is wrong");
        }
        return trailer + TRAILER_LENGTH;
    }

    private static int afterHeader(byte[] payload, int start) throws UndecodablePayloadException {
        boolean hasMagic = payload.length - start >= 2 && littleEndian(payload, start, 2) == 0x8B1F;
        if (!hasMagic) {
            throw new UndecodablePayloadException(
                    start == 0 ? "the payload is not gzip" : "something follows the last gzip member");
        }
        require(payload, start, HEADER_LENGTH);
        int flags = payload[start + 3];
        if (payload[start + 2] != DEFLATE || (flags & ~KNOWN_FLAGS) != 0) {
            throw new UndecodablePayloadException("the payload is gzip with an unknown method or flag");
        }
        int at = start + HEADER_LENGTH;
        if ((flags & EXTRA) != 0) {
            require(payload, at, 2);
            int length = (int) littleEndian(payload, at, 2);
            require(payload, at + 2, length);
            at += 2 + length;
        }
        at = (flags & NAME) == 0 ? at : afterZero(payload, at);
        at = (flags & COMMENT) == 0 ? at : afterZero(payload, at);
        if ((flags & HEADER_CHECKSUM) != 0) {
            require(payload, at, 2);
            at += 2;
        }
        return at;
    }

    private static int afterZero(byte[] payload, int from) throws UndecodablePayloadException {
        for (int at = from; at < payload.length; at++) {
            if (payload[at] == 0) {
                return at + 1;
            }
        }
        throw truncated();
    }

    private static void require(byte[] payload, int at, int length) throws UndecodablePayloadException {
        if (payload.length - at < length) {
            throw truncated();
        }
    }

    private static long littleEndian(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    private static UndecodablePayloadException truncated() {
        return new UndecodablePayloadException("the payload is truncated gzip");
    }
}
