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

/** Payloads that Jackson's writer made are parsed back unchanged; mutated payloads of random contracts are parsed or refused as an oracle says. */
class RandomPayloadsTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int CASES = Integer.getInteger("madrugada.cases", 2_000);
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

    /** {@code -Dmadrugada.seed=N -Dmadrugada.cases=N} repeats a run; each case has its own seed, which a failure shows. */
    @Test
    void mutatedPayloadsHaveTheOutcomeAndTheValuesOfATreeOfNodes() {
        int valid = 0;
        RandomShape shape = new RandomShape(new Random(SEED));
        for (int i = 0; i < CASES; i++) {
            Random caseRandom = new Random(SEED + i);
            if (i % 20 == 0) {
                shape = new RandomShape(caseRandom);
            }
            Payload payload = shape.payload();
            byte[] mutated = new Mutation(caseRandom).mutated(shape.record());
            valid += agrees(payload, mutated, i) ? 1 : 0;
        }
        System.out.printf("%d mutated payloads with seed %d: %d valid%n", CASES, SEED, valid);
        assertThat(valid).as("valid of %d, seed %d", CASES, SEED).isGreaterThan(CASES * 3 / 10);
    }

    /** Compares parser and oracle; the result is whether the record is valid. */
    private static boolean agrees(Payload payload, byte[] bytes, int number) {
        String shown = new String(bytes, 0, Math.min(bytes.length, 2_000), StandardCharsets.UTF_8);
        ParsedPayload parsed;
        try {
            parsed = new PayloadParser(payload).parse(bytes);
        } catch (RuntimeException | StackOverflowError crash) {
            throw new AssertionError("seed " + SEED + ", case " + number + ": " + shown, crash);
        }
        TreeOracle.Expected expected = new TreeOracle(payload).expected(bytes);
        assertThat(parsed.reasons().stream()
                        .map(reason -> TreeOracle.reason(reason.code(), reason.column()))
                        .sorted()
                        .toList())
                .as("seed %d, case %d: %s of %s", SEED, number, shown, payload)
                .isEqualTo(expected.reasons());
        if (parsed.isRefused()) {
            return false;
        }
        assertThat(parsed.rows())
                .as("seed %d, case %d: %s of %s", SEED, number, shown, payload)
                .extracting(ParsedPayload.ParsedRow::values)
                .isEqualTo(expected.rows());
        return true;
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
