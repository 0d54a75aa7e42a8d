package dev.madrugada.transform.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

/**
 * Writes a datum as the JSON that a column reads: unions without their branch's name, enums as texts, bytes and fixed as
 * Base64, NaN and infinities as texts. Logical types: {@code decimal} becomes a number; {@code date}, {@code time-…},
 * {@code timestamp-…} and {@code local-timestamp-…} become ISO 8601 with all digits of their unit, timestamps with
 * {@code Z}; {@code duration} becomes the array of its months, days and milliseconds. Other logical types are ignored.
 *
 * <p>The datum is read directly, without generic records, because a length in a damaged datum must not allocate more than
 * the payload has bytes.
 */
final class AvroJson {
    /** Below the nesting that Jackson's parser accepts. */
    private static final int MAX_DEPTH = 900;

    private static final JsonFactory JSON = new JsonFactory();
    private static final double BITS_PER_DIGIT = 3.33;

    /**
     * Writes one datum.
     *
     * @param bytes the payload's length, which no text in it exceeds
     * @throws IOException if the datum is not one of the schema
     */
    void write(Schema schema, BinaryDecoder datum, int bytes, OutputStream out)
            throws IOException, UndecodablePayloadException {
        JsonGenerator json = JSON.createGenerator(out);
        new Datum(datum, bytes, json).value(schema, 0);
        json.close();
    }

    /** The datum that is being read. */
    private static final class Datum {
        private final BinaryDecoder in;
        private final int bytes;
        private final JsonGenerator json;

        Datum(BinaryDecoder in, int bytes, JsonGenerator json) {
            this.in = in;
            this.bytes = bytes;
            this.json = json;
        }

        void value(Schema schema, int depth) throws IOException, UndecodablePayloadException {
            if (depth > MAX_DEPTH) {
                throw new UndecodablePayloadException("the datum is nested more than " + MAX_DEPTH + " levels deep");
            }
            switch (schema.getType()) {
                case RECORD -> {
                    json.writeStartObject();
                    for (Schema.Field field : schema.getFields()) {
                        json.writeFieldName(field.name());
                        value(field.schema(), depth + 1);
                    }
                    json.writeEndObject();
                }
                case ARRAY -> {
                    json.writeStartArray();
                    for (long items = in.readArrayStart(); items != 0; items = in.arrayNext()) {
                        for (long i = required(items); i > 0; i--) {
                            value(schema.getElementType(), depth + 1);
                        }
                    }
                    json.writeEndArray();
                }
                case MAP -> {
                    json.writeStartObject();
                    for (long entries = in.readMapStart(); entries != 0; entries = in.mapNext()) {
                        for (long i = required(entries); i > 0; i--) {
                            json.writeFieldName(text());
                            value(schema.getValueType(), depth + 1);
                        }
                    }
                    json.writeEndObject();
                }
                case UNION -> value(choice(schema.getTypes(), in.readIndex()), depth + 1);
                case ENUM -> json.writeString(choice(schema.getEnumSymbols(), in.readEnum()));
                case STRING -> json.writeString(text());
                case BYTES -> binary(schema, content(in.readLong()));
                case FIXED -> binary(schema, content(schema.getFixedSize()));
                case INT -> whole(schema, in.readInt());
                case LONG -> whole(schema, in.readLong());
                case FLOAT -> fraction(Float.toString(in.readFloat()));
                case DOUBLE -> fraction(Double.toString(in.readDouble()));
                case BOOLEAN -> json.writeBoolean(in.readBoolean());
                case NULL -> json.writeNull();
            }
        }

        private static long required(long count) throws IOException {
            if (count < 0) {
                throw new IOException("a negative count");
            }
            return count;
        }

        private static <T> T choice(java.util.List<T> choices, int index) throws IOException {
            if (index < 0 || index >= choices.size()) {
                throw new IOException("no such branch or symbol");
            }
            return choices.get(index);
        }

        private byte[] content(long length) throws IOException {
            if (length < 0 || length > bytes) {
                throw new IOException("a length beyond the payload");
            }
            byte[] content = new byte[(int) length];
            in.readFixed(content);
            return content;
        }

        private String text() throws IOException, UndecodablePayloadException {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content(in.readLong())))
                        .toString();
            } catch (CharacterCodingException notUtf8) {
                throw new UndecodablePayloadException("a text of the datum is not valid UTF-8");
            }
        }

        private void binary(Schema schema, byte[] content) throws IOException, UndecodablePayloadException {
            LogicalType logical = schema.getLogicalType();
            if (logical instanceof LogicalTypes.Decimal decimal) {
                BigInteger unscaled = content.length == 0 ? BigInteger.ZERO : new BigInteger(content);
                if (unscaled.bitLength() > decimal.getPrecision() * BITS_PER_DIGIT + 1) {
                    throw new UndecodablePayloadException(
                            "a decimal of the datum has more digits than its schema allows");
                }
                json.writeNumber(new BigDecimal(unscaled, decimal.getScale()).toString());
            } else if (logical != null && logical.getName().equals("duration")) {
                json.writeStartArray();
                for (int at = 0; at < content.length; at += Integer.BYTES) {
                    json.writeNumber(Integer.toUnsignedLong(
                            Integer.reverseBytes(ByteBuffer.wrap(content).getInt(at))));
                }
                json.writeEndArray();
            } else {
                json.writeBinary(content);
            }
        }

        private void whole(Schema schema, long number) throws IOException {
            LogicalType logical = schema.getLogicalType();
            String time = logical == null ? "" : AvroTime.text(logical.getName(), number);
            if (time.isEmpty()) {
                json.writeNumber(number);
            } else {
                json.writeString(time);
            }
        }

        private void fraction(String number) throws IOException {
            if (Character.isLetter(number.charAt(number.length() - 1))) {
                json.writeString(number);
            } else {
                json.writeNumber(number);
            }
        }
    }
}
