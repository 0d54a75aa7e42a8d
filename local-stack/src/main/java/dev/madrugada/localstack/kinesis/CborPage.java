package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.madrugada.localstack.http.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A GetRecords response in CBOR: a map of indefinite length that holds the records, copied from the log, and then the
 * other fields.
 */
final class CborPage implements Body {
    private static final CBORMapper CBOR = new CBORMapper();
    /** The head of a map of indefinite length. */
    private static final byte OPEN_MAP = (byte) 0xbf;
    /** The text string "Records"; its head 0x67 is the letter g. */
    private static final byte[] RECORDS = "gRecords".getBytes(StandardCharsets.US_ASCII);
    /** The head of an array whose size is a 4-byte integer. */
    private static final byte ARRAY_OF_INT = (byte) 0x9a;

    private final Page.Frames frames;
    private final StreamLog log;
    private final byte[] head;
    private final byte[] rest;

    CborPage(Page.Frames frames, StreamLog log, ObjectNode others) throws IOException {
        this.frames = frames;
        this.log = log;
        this.head = ByteBuffer.allocate(1 + RECORDS.length + 1 + Integer.BYTES)
                .put(OPEN_MAP)
                .put(RECORDS)
                .put(ARRAY_OF_INT)
                .putInt(frames.count())
                .array();
        this.rest = CBOR.writeValueAsBytes(others);
        if (rest[0] != OPEN_MAP) {
            throw new IllegalStateException("Jackson does not write CBOR maps of indefinite length");
        }
    }

    @Override
    public int length() {
        return head.length + frames.length() + rest.length - 1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        log.copy(frames, out);
        out.write(rest, 1, rest.length - 1);
    }
}
