package dev.madrugada.transform.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.PayloadFormat;
import dev.madrugada.common.contract.PayloadFormat.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** Data that Avro's own writer made, compared with trees that are built from the same values. */
class AvroDecoderTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final String SCHEMA = """
            {"type": "record", "name": "Order", "namespace": "shop", "fields": [
              {"name": "id", "type": "long"},
              {"name": "note", "type": ["null", "string"]},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["NEW", "OLD"]}},
              {"name": "ratio", "type": "double"},
              {"name": "share", "type": "float"},
              {"name": "paid", "type": "boolean"},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
              {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 4}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "seen", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [{"name": "sku", "type": "string"}]}}},
              {"name": "tags", "type": {"type": "map", "values": ["int", "string", "null"]}}
            ]}""";
    private static final Schema PARSED = new Schema.Parser().parse(SCHEMA);

    private final Random random = new Random(SEED);
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Test
    void aDatumIsTheSameObjectInJson() throws IOException, UndecodablePayloadException {
        PayloadDecoder decoder = decoder(SCHEMA, Framing.NONE);
        for (int i = 0; i < 5_000; i++) {
            ObjectNode expected = JsonNodeFactory.instance.objectNode();
            byte[] datum = bytes(random(expected));
            assertThat(json.readTree(decoder.json(datum)).toString())
                    .as("seed %d", SEED)
                    .isEqualTo(json.readTree(expected.toString()).toString());
        }
    }

    @Test
    void framesAreRemovedAndChecked() throws IOException, UndecodablePayloadException {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        GenericRecord order = random(expected);
        byte[] datum = bytes(order);
        byte[] confluent = ByteBuffer.allocate(datum.length + 5)
                .put((byte) 0)
                .putInt(4711)
                .put(datum)
                .array();
        byte[] single = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), PARSED)
                .encode(order)
                .array();
        JsonNode plain = json.readTree(decoder(SCHEMA, Framing.NONE).json(datum));
        assertThat(json.readTree(decoder(SCHEMA, Framing.CONFLUENT).json(confluent)))
                .isEqualTo(plain);
        assertThat(json.readTree(decoder(SCHEMA, Framing.SINGLE_OBJECT).json(single)))
                .isEqualTo(plain);

        refused(decoder(SCHEMA, Framing.CONFLUENT), single, "Confluent's zero byte");
        refused(decoder(SCHEMA, Framing.CONFLUENT), new byte[] {0, 1}, "Confluent's zero byte");
        refused(decoder(SCHEMA, Framing.SINGLE_OBJECT), confluent, "single-object encoding");
        String other = SCHEMA.replace("\"paid\"", "\"payed\"");
        refused(decoder(other, Framing.SINGLE_OBJECT), single, "written with another schema: its fingerprint is");
    }

    @Test
    void aDatumOfAnotherSchemaIsRefused() {
        String text = "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"t\",\"type\":\"string\"}]}";
        PayloadDecoder decoder = decoder(text, Framing.NONE);
        refused(decoder, new byte[] {2, 'a', 0}, "bytes follow the datum");
        refused(decoder, new byte[] {4, 'a'}, "not a datum of the Avro schema");
        refused(decoder, new byte[] {1}, "not a datum of the Avro schema");
        refused(decoder, new byte[] {2, (byte) 0xC3}, "not valid UTF-8");
        // A length of a thousand million bytes allocates nothing.
        refused(decoder, new byte[] {(byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 7}, "not a datum");
    }

    @Test
    void sizeAndDepthAreBounded() {
        String nulls = "{\"type\":\"record\",\"name\":\"T\",\"fields\":"
                + "[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}]}";
        byte[] manyNulls = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 15, 0};
        refused(decoder(nulls, Framing.NONE), manyNulls, "");
        String list = "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"L\"]}]}";
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2);
        refused(decoder(list, Framing.NONE), deep, "nested more than 900 levels");
        String price = "{\"type\":\"record\",\"name\":\"P\",\"fields\":[{\"name\":\"p\",\"type\":"
                + "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}}]}";
        refused(decoder(price, Framing.NONE), new byte[] {8, 127, 0, 0, 0}, "more digits");
    }

    @Test
    void numbersThatJsonDoesNotHaveBecomeTexts() throws IOException, UndecodablePayloadException {
        String schema = "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"d\",\"type\":\"double\"}]}";
        GenericData.Record row = new GenericData.Record(new Schema.Parser().parse(schema));
        row.put("d", Double.NaN);
        assertThat(decoder(schema, Framing.NONE).json(bytes(row))).asString().isEqualTo("{\"d\":\"NaN\"}");
    }

    @Test
    void damagedDataAreJsonOrRefusedAndNeverEndTheJob() throws IOException {
        PayloadDecoder decoder = decoder(SCHEMA, Framing.NONE);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] datum = bytes(random(JsonNodeFactory.instance.objectNode()));
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                datum[random.nextInt(datum.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(json.readTree(decoder.json(datum)).isObject()).isTrue();
            } catch (UndecodablePayloadException expected) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", SEED).isBetween(2_000, 19_000);
    }

    @Test
    void aSchemaIsOneOfARecord() {
        assertThatThrownBy(() -> decoder("\"string\"", Framing.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a schema of string, not of a record");
        assertThatThrownBy(() -> decoder("{\"type\": \"recrd\"}", Framing.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is not an Avro schema");
    }

    /** A record of random values; its object is written into the given tree. */
    private GenericRecord random(ObjectNode tree) {
        GenericData.Record order = new GenericData.Record(PARSED);
        put(order, "id", random.nextLong());
        tree.put("id", (Long) order.get("id"));
        String note = random.nextBoolean() ? null : "ñ\"\u0001" + random.nextInt();
        order.put("note", note);
        tree.put("note", note);
        String kind = random.nextBoolean() ? "NEW" : "OLD";
        put(order, "kind", new GenericData.EnumSymbol(PARSED.getField("kind").schema(), kind));
        tree.put("kind", kind);
        double ratio = random.nextGaussian() * 1e10;
        put(order, "ratio", ratio);
        tree.put("ratio", new BigDecimal(Double.toString(ratio)));
        float share = random.nextFloat();
        put(order, "share", share);
        tree.put("share", new BigDecimal(Float.toString(share)));
        boolean paid = random.nextBoolean();
        put(order, "paid", paid);
        tree.put("paid", paid);
        BigInteger cents = BigInteger.valueOf(random.nextLong(-999_999_999_999L, 999_999_999_999L));
        put(order, "price", ByteBuffer.wrap(cents.toByteArray()));
        tree.put("price", new BigDecimal(cents, 2));
        byte[] hash = new byte[4];
        random.nextBytes(hash);
        put(order, "hash", new GenericData.Fixed(PARSED.getField("hash").schema(), hash));
        tree.put("hash", Base64.getEncoder().encodeToString(hash));
        LocalDate day = LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000));
        put(order, "day", (int) day.toEpochDay());
        tree.put("day", day.toString());
        Instant at = Instant.ofEpochMilli(random.nextLong(-2_000_000_000_000L, 4_000_000_000_000L));
        put(order, "at", at.toEpochMilli());
        String atText = String.format("%tFT%<tT.%<tL", at.atZone(java.time.ZoneOffset.UTC));
        tree.put("at", atText + "Z");
        int micros = random.nextInt(1_000);
        put(order, "seen", at.toEpochMilli() * 1_000 + micros);
        tree.put("seen", String.format("%s%03dZ", atText, micros));
        put(order, "local", at.toEpochMilli());
        tree.put("local", atText);
        String sku = "s" + random.nextInt();
        GenericData.Record item =
                new GenericData.Record(PARSED.getField("items").schema().getElementType());
        item.put("sku", sku);
        put(order, "items", List.of(item, item));
        tree.putArray("items").addObject().put("sku", sku);
        ((com.fasterxml.jackson.databind.node.ArrayNode) tree.get("items"))
                .addObject()
                .put("sku", sku);
        put(order, "tags", Map.of("n", 7));
        tree.putObject("tags").put("n", 7);
        return order;
    }

    private static void put(GenericData.Record order, String name, Object value) {
        order.put(name, value);
    }

    private static byte[] bytes(GenericRecord row) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static PayloadDecoder decoder(String schema, Framing framing) {
        return PayloadDecoder.of(new PayloadFormat(PayloadFormat.Kind.AVRO, framing, "order.avsc", schema))
                .orElseThrow();
    }

    private static void refused(PayloadDecoder decoder, byte[] payload, String why) {
        assertThatThrownBy(() -> decoder.json(payload))
                .isInstanceOf(UndecodablePayloadException.class)
                .hasMessageContaining(why);
    }
}
