package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.transform.Contracts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Payloads that Jackson's writer made are parsed back unchanged; damaged payloads never end the job. */
class RandomPayloadsTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Payload PAYLOAD = Contracts.folder(
                    """
                    payload:
                      columns:
                        - {name: id, type: bigint, required: true}
                        - {name: happened_at, type: timestamp, required: true}
                        - {name: amount, type: 'decimal(18,4)'}
                        - {name: ratio, type: double}
                        - {name: label, type: varchar(400)}
                        - {name: small, type: integer}
                        - {name: flag, type: boolean}
                    """ + Contracts.EVENTS.substring(Contracts.EVENTS.indexOf("key:")))
            .contract()
            .payload();

    private final Random random = new Random(SEED);
    private final ObjectMapper json = new ObjectMapper();
    private final PayloadParser parser = new PayloadParser(PAYLOAD);

    @Test
    void payloadsOfAnotherWriterAreParsedUnchanged() throws JsonProcessingException {
        for (int i = 0; i < 5_000; i++) {
            Instant happened = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L), micros() * 1000);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", random.nextLong());
            fields.put("happened_at", written(happened));
            fields.put("amount", new BigDecimal(BigInteger.valueOf(random.nextLong() / 100), 4));
            fields.put("ratio", Double.longBitsToDouble(random.nextLong() & ~(1L << 52)));
            fields.put("label", text());
            fields.put("small", random.nextInt());
            fields.put("flag", random.nextBoolean());

            ParsedPayload parsed = parser.parse(shuffled(fields));

            assertThat(parsed.reasons()).as("seed %d", SEED).isEmpty();
            assertThat(parsed.values())
                    .as("seed %d", SEED)
                    .containsExactly(
                            fields.get("id"),
                            Math.addExact(happened.getEpochSecond() * 1_000_000, happened.getNano() / 1000),
                            fields.get("amount"),
                            fields.get("ratio"),
                            fields.get("label"),
                            fields.get("small"),
                            fields.get("flag"));
        }
    }

    @Test
    void damagedPayloadsAreParsedOrRefusedButNeverThrow() {
        byte[] whole = ("{\"id\":1,\"happened_at\":\"2001-01-01T00:00:00Z\",\"amount\":1.25,\"ratio\":0.5,"
                        + "\"label\":\"a\\u00e9\u20ac\",\"small\":-3,\"flag\":true}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(whole).reasons()).isEmpty();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int hit = random.nextInt(1, 4); hit > 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            ParsedPayload parsed = parser.parse(damaged);
            boolean lacksRequired =
                    parsed.values().get(0) == null || parsed.values().get(1) == null;
            assertThat(lacksRequired && parsed.reasons().isEmpty())
                    .as("seed %d, round %d", SEED, i)
                    .isFalse();
        }
    }

    private byte[] shuffled(Map<String, Object> fields) throws JsonProcessingException {
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.shuffle(names, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, fields.get(name)));
        return json.writeValueAsBytes(shuffled);
    }

    private long micros() {
        return random.nextBoolean() ? 0 : random.nextInt(1_000_000);
    }

    private String written(Instant happened) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(happened.atOffset(offset));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(100); i > 0; i--) {
            int point = random.nextBoolean() ? random.nextInt(1, 0x80) : random.nextInt(1, 0x110000);
            boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
            text.appendCodePoint(surrogate ? 'x' : point);
        }
        return text.toString();
    }
}
