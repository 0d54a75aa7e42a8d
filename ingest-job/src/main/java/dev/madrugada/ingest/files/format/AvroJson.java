package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Writes Avro data as JSON, by their logical types. A union is the value of its branch; bytes are base64. */
final class AvroJson {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final JsonPayload json = new JsonPayload();

    byte[] payload(Schema schema, @Nullable Object datum) throws IOException {
        write(json.begin(), schema, datum);
        return json.end();
    }

    private static void write(JsonGenerator out, Schema schema, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (schema.getType()) {
            case UNION -> {
                int branch = GenericData.get().resolveUnion(schema, value);
                write(out, schema.getTypes().get(branch), value);
            }
            case RECORD -> {
                out.writeStartObject();
                for (Schema.Field field : schema.getFields()) {
                    out.writeFieldName(field.name());
                    write(out, field.schema(), ((IndexedRecord) value).get(field.pos()));
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (Object element : (Collection<?>) value) {
                    write(out, schema.getElementType(), element);
                }
                out.writeEndArray();
            }
            case MAP -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.writeFieldName(entry.getKey().toString());
                    write(out, schema.getValueType(), entry.getValue());
                }
                out.writeEndObject();
            }
            default -> single(out, schema, value);
        }
    }

    private static void single(JsonGenerator out, Schema schema, Object value) throws IOException {
        LogicalType logical = schema.getLogicalType();
        switch (schema.getType()) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case FLOAT -> out.writeNumber((Float) value);
            case DOUBLE -> out.writeNumber((Double) value);
            case INT, LONG -> integer(out, logical, ((Number) value).longValue());
            case BYTES -> bytes(out, logical, bytes((ByteBuffer) value));
            case FIXED -> bytes(out, logical, ((GenericFixed) value).bytes());
            default -> out.writeString(value.toString());
        }
    }

    private static void integer(JsonGenerator out, @Nullable LogicalType logical, long value) throws IOException {
        switch (logical == null ? "" : logical.getName()) {
            case "date" -> out.writeString(LocalDate.ofEpochDay(value).toString());
            case "time-millis" ->
                out.writeString(LocalTime.ofNanoOfDay(value * 1_000_000L).toString());
            case "time-micros" ->
                out.writeString(LocalTime.ofNanoOfDay(value * 1_000L).toString());
            case "timestamp-millis" ->
                out.writeString(JsonPayload.instant(Math.floorDiv(value, 1_000L), nanos(value, 1_000L)));
            case "timestamp-micros" ->
                out.writeString(JsonPayload.instant(Math.floorDiv(value, 1_000_000L), nanos(value, 1_000_000L)));
            case "local-timestamp-millis" ->
                out.writeString(JsonPayload.local(Math.floorDiv(value, 1_000L), nanos(value, 1_000L)));
            case "local-timestamp-micros" ->
                out.writeString(JsonPayload.local(Math.floorDiv(value, 1_000_000L), nanos(value, 1_000_000L)));
            default -> out.writeNumber(value);
        }
    }

    private static long nanos(long value, long perSecond) {
        return Math.floorMod(value, perSecond) * (NANOS_PER_SECOND / perSecond);
    }

    private static void bytes(JsonGenerator out, @Nullable LogicalType logical, byte[] value) throws IOException {
        if (logical instanceof LogicalTypes.Decimal decimal) {
            out.writeNumber(new BigDecimal(new BigInteger(value), decimal.getScale()));
        } else {
            out.writeString(Base64.getEncoder().encodeToString(value));
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
