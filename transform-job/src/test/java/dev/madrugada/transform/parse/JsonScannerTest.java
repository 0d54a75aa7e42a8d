package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner reads and refuses what Jackson's parser reads and refuses. */
class JsonScannerTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int CASES = Integer.getInteger("madrugada.cases", 5_000);
    private static final String MALFORMED = "malformed";

    private final JsonFactory jackson = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private final JsonScanner scanner = new JsonScanner();

    @Test
    void randomTextsHaveTheTokensThatJacksonFinds() throws IOException {
        Random random = new Random(SEED);
        Mutation mutation = new Mutation(random);
        int compared = 0;
        int malformed = 0;
        for (int i = 0; i < CASES; i++) {
            String text = "{\"a\":" + RandomJson.value(random) + ",\""
                    + RandomJson.hostile(random).replaceAll("[\"\\\\]", "") + "\":[" + RandomJson.value(random) + ","
                    + RandomJson.value(random) + "]}";
            byte[] bytes = mutation.mutated(text);
            if (!isReadable(bytes)) {
                continue;
            }
            List<String> expected = ofJackson(bytes);
            List<String> scanned = ofScanner(bytes);
            boolean isMalformed = expected.contains(MALFORMED);
            // Jackson finds some errors one token earlier, because it looks ahead.
            assertThat(isMalformed ? scanned.contains(MALFORMED) : scanned.equals(expected))
                    .as(
                            "seed %d, case %d: %s is %s, not %s",
                            SEED, i, new String(bytes, StandardCharsets.UTF_8), scanned, expected)
                    .isTrue();
            compared++;
            malformed += isMalformed ? 1 : 0;
        }
        System.out.println(compared + " texts with seed " + SEED + ": " + malformed + " malformed");
        assertThat(malformed).isBetween(compared / 20, compared * 19 / 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"17,a|2", "{'a'|1", "{\"a\" 1}|5", "[1,]|3", "[01]|2", "[1.]|3", "[-]|2", "[tru]|4", "{\"a\":\"|6"
            })
    void anErrorHasThePositionOfTheFirstWrongByte(String text, int position) {
        assertThatThrownBy(() -> ofScannerOrThrow(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("malformed JSON at byte " + position);
    }

    @Test
    void aThousandLevelsAreReadAndOneMoreIsRefused() throws IOException {
        byte[] deepest = "["
                .repeat(JsonScanner.MAX_DEPTH)
                .concat("]".repeat(JsonScanner.MAX_DEPTH))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(ofScanner(deepest)).hasSize(2 * JsonScanner.MAX_DEPTH).doesNotContain(MALFORMED);
        byte[] deeper = "[".repeat(JsonScanner.MAX_DEPTH + 1).getBytes(StandardCharsets.UTF_8);
        assertThat(ofScanner(deeper)).endsWith(MALFORMED);
    }

    @Test
    void skippingAValueEndsAtItsEnd() throws IOException {
        byte[] bytes = "[{\"a\":[1,{\"b\":2}]},3]".getBytes(StandardCharsets.UTF_8);
        scanner.open(bytes, 0, bytes.length);
        scanner.next();
        scanner.next();
        scanner.skipChildren();
        assertThat(scanner.token()).isEqualTo(JsonToken.END_OBJECT);
        assertThat(scanner.end()).isEqualTo(18);
        assertThat(scanner.next()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
        assertThat(scanner.number()).isEqualTo(3);
    }

    private static boolean isReadable(byte[] bytes) {
        return PayloadBytes.refusal(bytes).isEmpty();
    }

    private List<String> ofJackson(byte[] bytes) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = jackson.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens.add(token + " " + parser.getText() + (isLong(parser) ? " " + parser.getLongValue() : ""));
            }
        } catch (JsonProcessingException malformed) {
            tokens.add(MALFORMED);
        }
        return tokens;
    }

    private static boolean isLong(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private List<String> ofScanner(byte[] bytes) {
        List<String> tokens = new ArrayList<>();
        try {
            scan(bytes, tokens);
        } catch (MalformedJsonException malformed) {
            tokens.add(MALFORMED);
        }
        return tokens;
    }

    private void ofScannerOrThrow(byte[] bytes) throws MalformedJsonException {
        scan(bytes, new ArrayList<>());
    }

    private void scan(byte[] bytes, List<String> tokens) throws MalformedJsonException {
        scanner.open(bytes, 0, bytes.length);
        for (JsonToken token = scanner.next(); token != null; token = scanner.next()) {
            tokens.add(token + " " + scanner.text() + (scanner.isLong() ? " " + scanner.number() : ""));
        }
    }
}
