package dev.madrugada.transform.format;

import dev.madrugada.common.contract.PayloadFormat;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Decodes one Avro datum per payload, in binary encoding, which has to end with the payload. The schema is the folder's;
 * the number of Confluent's framing is not looked up, the fingerprint of a single object has to be the schema's.
 */
final class AvroDecoder implements PayloadDecoder {
    private static final int CONFLUENT_HEADER = 5;
    private static final int SINGLE_OBJECT_HEADER = 10;
    private static final int EXPECTED_RATIO = 4;

    private final Schema schema;
    private final PayloadFormat.Framing framing;
    private final long fingerprint;
    private final AvroJson writer;

    private AvroDecoder(Schema schema, PayloadFormat.Framing framing) {
        this.schema = schema;
        this.framing = framing;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.writer = new AvroJson();
    }

    static AvroDecoder of(PayloadFormat format) {
        return new AvroDecoder(
                schema(Objects.requireNonNull(format.schemaText(), "the schema's text")), format.framing());
    }

    /** Parses a schema; throws IllegalArgumentException if it is not one of a record. */
    static Schema schema(String text) {
        try {
            Schema schema = new Schema.Parser().parse(text);
            if (schema.getType() != Schema.Type.RECORD) {
                throw new IllegalArgumentException(
                        "it is a schema of " + schema.getType().getName() + ", not of a record");
            }
            return schema;
        } catch (AvroRuntimeException invalid) {
            throw new IllegalArgumentException("it is not an Avro schema: " + invalid.getMessage(), invalid);
        }
    }

    @Override
    public byte[] json(byte[] payload) throws UndecodablePayloadException {
        int start = afterHeader(payload);
        BoundedBytes json = new BoundedBytes((int) Math.min(MAX_BYTES, (long) payload.length * EXPECTED_RATIO));
        try {
            BinaryDecoder datum = DecoderFactory.get().binaryDecoder(payload, start, payload.length - start, null);
            writer.write(schema, datum, payload.length, json);
            if (!datum.isEnd()) {
                throw new UndecodablePayloadException("bytes follow the datum, so it was written with another schema");
            }
        } catch (BoundedBytes.TooLargeException large) {
            throw BoundedBytes.tooLarge();
        } catch (IOException | RuntimeException notOfTheSchema) {
            throw new UndecodablePayloadException("the payload is not a datum of the Avro schema");
        }
        return json.toByteArray();
    }

    private int afterHeader(byte[] payload) throws UndecodablePayloadException {
        return switch (framing) {
            case NONE -> 0;
            case CONFLUENT -> {
                if (payload.length < CONFLUENT_HEADER || payload[0] != 0) {
                    throw new UndecodablePayloadException(
                            "the payload does not begin with Confluent's zero byte and schema number");
                }
                yield CONFLUENT_HEADER;
            }
            case SINGLE_OBJECT -> {
                if (payload.length < SINGLE_OBJECT_HEADER || payload[0] != (byte) 0xC3 || payload[1] != 1) {
                    throw new UndecodablePayloadException(
                            "the payload does not begin with the header of Avro's single-object encoding");
                }
                long written = 0;
                for (int i = SINGLE_OBJECT_HEADER - 1; i >= 2; i--) {
                    written = written << 8 | (payload[i] & 0xFF);
                }
                if (written != fingerprint) {
                    throw new UndecodablePayloadException(
                            "the datum was written with another schema: its fingerprint is " + Long.toHexString(written)
                                    + ", the schema's is " + Long.toHexString(fingerprint));
                }
                yield SINGLE_OBJECT_HEADER;
            }
        };
    }
}
