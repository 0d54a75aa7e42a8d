package dev.madrugada.transform.format;

import java.io.ByteArrayOutputStream;

/** Bytes in memory, at most {@link PayloadDecoder#MAX_BYTES} of them. */
final class BoundedBytes extends ByteArrayOutputStream {
    BoundedBytes(int expected) {
        super(Math.max(64, Math.min(expected, PayloadDecoder.MAX_BYTES)));
    }

    /** More bytes were written than a decoded payload may have. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super(null, null, false, false);
        }
    }

    @Override
    public synchronized void write(int b) {
        require(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        require(length);
        super.write(bytes, from, length);
    }

    private void require(int more) {
        if (more > PayloadDecoder.MAX_BYTES - count) {
            throw new TooLargeException();
        }
    }

    static UndecodablePayloadException tooLarge() {
        return new UndecodablePayloadException(
                "the decoded payload is larger than " + (PayloadDecoder.MAX_BYTES >> 20) + " MiB");
    }
}
