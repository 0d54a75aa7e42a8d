package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Payload;
import dev.madrugada.transform.Contracts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Payloads in each format, from the contract's folder to values. */
class PayloadFormatTest {
    private static final String RECORD = "{\"id\":1,\"happened_at\":\"2001-01-01T00:00:00Z\",\"label\":\"a\"}";
    private static final String SCHEMA = """
            {"type": "record", "name": "Event", "fields": [
              {"name": "id", "type": "long"},
              {"name": "happened_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "label", "type": ["null", "string"]}
            ]}""";

    @Test
    void gzippedJsonIsParsedAsJson() throws IOException {
        PayloadParser parser = new PayloadParser(payload("format: gzip-json", Map.of()));
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(RECORD.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(parser.parse(compressed.toByteArray()).values()).containsExactly(1L, 978_307_200_000_000L, "a");

        ParsedPayload plain = parser.parse(RECORD.getBytes(StandardCharsets.UTF_8));
        assertThat(plain.reasons()).extracting(Reason::code).containsExactly(ReasonCode.UndecodablePayload);
        assertThat(plain.reasons().get(0).detail()).isEqualTo("the payload is not gzip");
        assertThat(parser.parse(new byte[0]).reasons())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.EmptyPayload);
    }

    @Test
    void anAvroDatumIsParsedAsItsObject() {
        PayloadParser parser =
                new PayloadParser(payload("format: avro\n  avro: {schema: event.avsc}", Map.of("event.avsc", SCHEMA)));
        byte[] datum = {2, 0, 2, 2, 'a'};
        assertThat(parser.parse(datum).values()).containsExactly(1L, 0L, "a");

        ParsedPayload wrong = parser.parse(new byte[] {2, 0, 9});
        assertThat(wrong.reasons()).extracting(Reason::code).containsExactly(ReasonCode.UndecodablePayload);
        assertThat(wrong.reasons().get(0).column()).isNull();
    }

    @Test
    void aSchemaThatIsNotAvroIsAProblemOfItsFile() {
        assertThatThrownBy(() -> ValueRulesCheck.verify(Contracts.folder(
                                sections("format: avro\n  avro: {schema: event.avsc}"),
                                Map.of("event.avsc", "{\"type\": \"recrd\"}"))
                        .contract()))
                .hasMessageContaining("InvalidContract: event.avsc: the schema cannot be used")
                .hasMessageContaining("it is not an Avro schema");
    }

    private static Payload payload(String format, Map<String, String> files) {
        return Contracts.folder(sections(format), files).contract().payload();
    }

    private static String sections(String format) {
        return Contracts.EVENTS.replace("payload:\n", "payload:\n  " + format + "\n");
    }
}
