package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.Payload;
import dev.madrugada.transform.Contracts;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadParserTest {
    private static final String SECRET = "x7secret";
    private static final Payload EVENTS =
            Contracts.folder(Contracts.EVENTS).contract().payload();

    private static final Payload NESTED = payload("""
            payload:
              columns:
                - {name: id, type: bigint, required: true, from: order.id}
                - {name: happened_at, type: timestamp, required: true, from: order.placed.at}
                - {name: city, type: varchar(8), from: order.customer.city}
            """);

    @Test
    void anObjectIsParsedIntoTypedValues() {
        ParsedPayload parsed = parse("{\"label\":\"a\",\"happened_at\":\"1970-01-01T00:00:01Z\",\"id\":7}");
        assertThat(parsed.values()).containsExactly(7L, 1_000_000L, "a");
        assertThat(parsed.reasons()).isEmpty();
    }

    @Test
    void aMissingEmptyOrBlankPayloadIsEmptyPayload() {
        assertThat(codes(new PayloadParser(EVENTS).parse(null))).containsExactly(ReasonCode.EmptyPayload);
        assertThat(codes(parse(""))).containsExactly(ReasonCode.EmptyPayload);
        assertThat(codes(parse(" \r\n\t"))).containsExactly(ReasonCode.EmptyPayload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"id\":1",
                "{\"id\":1}}",
                "{\"id\":1} {}",
                "{\"id\":1} x",
                "{'id':1}",
                "{\"id\":01}",
                "{\"id\":NaN}",
                "{\"id\":1,}",
                "{\"a\\qb\":1}",
                "x7secret",
                "[1,",
                "{\"id\":+1}",
                "// c\n{}",
                "1 2",
                "{\"id\":\u0000}",
                "{\"label\":\"a\u0001b\"}"
            })
    void anythingButExactlyOneJsonValueIsMalformedJson(String payload) {
        ParsedPayload parsed = parse(payload);
        assertThat(codes(parsed)).containsExactly(ReasonCode.MalformedJson);
        assertThat(parsed.values()).containsOnlyNulls();
        assertThat(parsed.reasons().get(0).detail()).contains(" byte ").doesNotContain(SECRET);
    }

    @Test
    void aByteOrderMarkBeforeTheObjectIsSkipped() {
        ParsedPayload parsed = parse("\ufeff" + record("\"label\":\"\u00e9\ufeff\""));
        assertThat(parsed.reasons()).isEmpty();
        assertThat(parsed.values().get(2)).isEqualTo("\u00e9\ufeff");
        assertThat(codes(parse("\ufeff \n"))).containsExactly(ReasonCode.EmptyPayload);
        assertThat(codes(parse("\ufeff\ufeff{}"))).containsExactly(ReasonCode.MalformedJson);
    }

    @Test
    void aNumberOfAnyLengthIsCheckedInLinearTime() {
        String digits = "1234567890".repeat(100_000);
        long before = cpuNanos();
        for (String number : List.of(digits, "-" + digits, "0." + digits, digits + "." + digits, "1e" + digits)) {
            for (String type : List.of("integer", "bigint", "double", "decimal(38,10)")) {
                Payload payload = Contracts.withColumn("{name: value, type: '" + type + "'}")
                        .contract()
                        .payload();
                boolean isRounded = type.equals("double") && number.startsWith("0.");
                assertThat(codes(parse(payload, record("\"value\":" + number))))
                        .as(type)
                        .allMatch(code -> code == ReasonCode.OutOfRange || code == ReasonCode.TypeMismatch)
                        .hasSize(isRounded ? 0 : 1);
            }
            assertThat(codes(parse(record("\"label\":" + number)))).containsExactly(ReasonCode.TypeMismatch);
            Payload lenient = new Payload(EVENTS.columns(), Payload.UnknownFields.IGNORE, Payload.InvalidValues.NULL);
            assertThat(parse(lenient, record("\"more\":[" + number + "]")).reasons())
                    .isEmpty();
        }
        // In linear time this takes a second; one BigDecimal of a million digits takes far longer. Only this thread's
        // CPU time is measured, since other processes may be busy.
        assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofSeconds(15));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"id\":1}]", "1", "\"text\"", "null", "true"})
    void jsonThatIsNotAnObjectIsRefused(String payload) {
        assertThat(codes(parse(payload))).containsExactly(ReasonCode.NotAnObject);
    }

    @Test
    void nestingBeyondTheParsersLimitIsMalformedJson() {
        String deep = "{\"label\":" + "[".repeat(2000) + "]".repeat(2000) + "}";
        assertThat(codes(parse(deep))).containsExactly(ReasonCode.MalformedJson);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (int[] bytes :
                new int[][] {{0xff}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xe2, 0x82}}) {
            byte[] payload = "{\"label\":\"****\"}".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bytes.length; i++) {
                payload[10 + i] = (byte) bytes[i];
            }
            assertThat(codes(new PayloadParser(EVENTS).parse(payload))).containsExactly(ReasonCode.InvalidUtf8);
        }
    }

    @Test
    void otherEncodingsAreRefused() {
        String object = "{\"id\":1,\"happened_at\":\"2001-01-01T00:00:00Z\"}";
        assertThat(codes(new PayloadParser(EVENTS).parse(object.getBytes(StandardCharsets.UTF_16LE))))
                .containsExactly(ReasonCode.MalformedJson);
        assertThat(codes(new PayloadParser(EVENTS).parse(object.getBytes(StandardCharsets.UTF_16))))
                .isNotEmpty();
    }

    @Test
    void everyMissingColumnIsNamed() {
        ParsedPayload parsed = parse("{\"happened_at\":null}");
        assertThat(parsed.reasons())
                .extracting(Reason::code, Reason::column)
                .containsExactly(
                        tuple(ReasonCode.MissingRequired, "id"), tuple(ReasonCode.MissingRequired, "happened_at"));
    }

    @Test
    void textsAreCleanedBeforeTheyAreParsed() {
        Payload payload = Contracts.withColumn(
                        "{name: value, type: varchar(5), clean: [trim, collapse-spaces, upper, empty-as-null]}")
                .contract()
                .payload();
        assertThat(parse(payload, record("\"value\":\"  a \\n\\t bc \""))
                        .values()
                        .get(2))
                .isEqualTo("A BC");
        ParsedPayload empty = parse(payload, record("\"value\":\"   \""));
        assertThat(empty.values().get(2)).isNull();
        assertThat(empty.reasons()).isEmpty();
    }

    @Test
    void invalidValuesBecomeNullIfTheContractSaysSoExceptInRequiredColumns() {
        Payload lenient = new Payload(EVENTS.columns(), Payload.UnknownFields.IGNORE, Payload.InvalidValues.NULL);
        ParsedPayload parsed = parse(
                lenient,
                "{\"id\":\"1\",\"happened_at\":\"2001-01-01T00:00:00Z\",\"label\":5,\"more\":{\"a\":1,\"a\":2}}");
        assertThat(parsed.values().get(2)).isNull();
        assertThat(parsed.reasons())
                .extracting(Reason::code, Reason::column)
                .containsExactly(tuple(ReasonCode.TypeMismatch, "id"));
    }

    @Test
    void duplicateFieldNamesAreRefusedAtEveryDepth() {
        assertThat(parse(record("\"label\":\"a\",\"label\":\"a\"")).reasons())
                .containsExactly(
                        new Reason(ReasonCode.DuplicateField, "label", "the field occurs twice in its object", "a"));
        assertThat(codes(parse(record("\"x\":1,\"x\":2"))))
                .containsExactly(ReasonCode.DuplicateField, ReasonCode.UnknownField);
        assertThat(codes(parse(record("\"x\":[{\"y\":{\"z\":1,\"z\":1}}]"))))
                .containsExactly(ReasonCode.DuplicateField, ReasonCode.UnknownField);
        assertThat(codes(parse(record("\"lab\\u0065l\":\"a\",\"label\":\"a\""))))
                .containsExactly(ReasonCode.DuplicateField);
    }

    @Test
    void theSameFieldInTheNextPayloadIsNotADuplicate() {
        PayloadParser parser = new PayloadParser(EVENTS);
        byte[] payload = record("\"label\":\"a\"").getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(payload).reasons()).isEmpty();
        assertThat(parser.parse(payload).reasons()).isEmpty();
    }

    @Test
    void anUnknownFieldIsNamedAndItsValueMasked() {
        assertThat(parse(record("\"labe\":\"Ab-1\"")).reasons())
                .containsExactly(new Reason(
                        ReasonCode.UnknownField,
                        null,
                        "no column reads field 'labe' of the object (did it mean label?)",
                        "Aa-9"));
        assertThat(parse(record("\"x\":{\"k\":\"" + SECRET + "\"},\"y\":1,\"z\":2"))
                        .reasons())
                .containsExactly(new Reason(
                        ReasonCode.UnknownField,
                        null,
                        "no column reads field 'x' of the object; 2 more such fields",
                        "{…}"));
    }

    @Test
    void theNameOfAnUnknownFieldIsCutAndItsInvisibleCharactersAreEscaped() {
        assertThat(parse(record("\"a\\n\u202eb\\ud800\":1")).reasons())
                .extracting(Reason::detail)
                .containsExactly("no column reads field 'a\\u000a\\u202eb\\ud800' of the object");
        assertThat(parse(record("\"" + "n".repeat(1000) + "\":1")).reasons())
                .extracting(Reason::detail)
                .containsExactly("no column reads field '" + "n".repeat(64) + "…' of the object");
    }

    @Test
    void anInvalidValueIsShownMasked() {
        assertThat(parse("{\"id\":\"Xy-12\",\"happened_at\":17,\"label\":[\"" + SECRET + "\"]}")
                        .reasons())
                .extracting(Reason::column, Reason::example)
                .containsExactly(tuple("id", "Aa-99"), tuple("happened_at", "99"), tuple("label", "[…]"));
        assertThat(parse("{\"id\":null,\"happened_at\":\"2001-01-01T00:00:00Z\",\"label\":{\"a\":1}}")
                        .reasons())
                .extracting(Reason::column, Reason::example)
                .containsExactly(tuple("label", "{…}"), tuple("id", null));
    }

    @Test
    void aPayloadThatIsNotJsonIsShownMaskedWithItsLikelyFormat() {
        assertThat(described("id,label\n1,Secret7"))
                .isEqualTo("malformed JSON; it looks like CSV | aa,aaaaa␊9,Aaaaaa9");
        assertThat(described("1;2001-01-01;\"x\"")).isEqualTo("malformed JSON; it looks like CSV | 9;9999-99-99;\"a\"");
        assertThat(described("<a>1</a>")).startsWith("malformed JSON; it looks like XML | <a>9</a>");
        assertThat(described("{\"id\":1")).startsWith("malformed JSON | {\"aa\":9");
        assertThat(described("{\"id\":1}\n{\"id\":2}"))
                .startsWith("another JSON object follows the first one, | {\"aa\":9}␊{\"aa\":9}");
        assertThat(described("[{\"id\":1}]"))
                .isEqualTo("the payload is JSON but not an object: it is an array | [{\"aa\":9}]");
        assertThat(described("{\"id\":1}".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("a NUL byte; it looks like UTF-16 | {␀\"␀a␀a␀\"␀:␀9␀}␀");
        assertThat(described(new byte[] {0x1f, (byte) 0x8b, 8, 1, 2, 3}))
                .isEqualTo("the bytes are not valid UTF-8; it looks like gzip | ␟¤␈␁␂␃");
    }

    private static String described(String payload) {
        return described(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String described(byte[] payload) {
        Reason reason = new PayloadParser(EVENTS).parse(payload).reasons().get(0);
        return reason.detail().replaceAll(" at byte \\d+", "") + " | " + reason.example();
    }

    @Test
    void nestedFieldsAreReadByTheirPaths() {
        ParsedPayload parsed = parse(
                NESTED,
                "{\"order\":{\"placed\":{\"at\":\"1970-01-01T00:00:00Z\"},\"customer\":{\"city\":\"Quito\"},\"id\":1}}");
        assertThat(parsed.values()).containsExactly(1L, 0L, "Quito");
        assertThat(parsed.reasons()).isEmpty();
    }

    @Test
    void aNonObjectOnAPathInvalidatesTheColumnsBelowIt() {
        assertThat(parse(NESTED, "{\"order\":[1]}").reasons())
                .extracting(Reason::code, Reason::column, Reason::detail)
                .containsExactly(
                        tuple(ReasonCode.TypeMismatch, "id", "'order' is not an object"),
                        tuple(ReasonCode.TypeMismatch, "happened_at", "'order' is not an object"),
                        tuple(ReasonCode.TypeMismatch, "city", "'order' is not an object"));
        assertThat(parse(NESTED, "{\"order\":null}").reasons())
                .extracting(Reason::code, Reason::column)
                .containsExactly(
                        tuple(ReasonCode.MissingRequired, "id"), tuple(ReasonCode.MissingRequired, "happened_at"));
        assertThat(codes(parse(NESTED, "{\"order\":{\"id\":1,\"placed\":{\"at\":\"1970-01-01T00:00:00Z\",\"by\":2}}}")))
                .containsExactly(ReasonCode.UnknownField);
    }

    private static Payload payload(String payload) {
        int rest = Contracts.EVENTS.indexOf("key:");
        return Contracts.folder(payload + Contracts.EVENTS.substring(rest))
                .contract()
                .payload();
    }

    private static String record(String more) {
        return "{\"id\":1,\"happened_at\":\"2001-01-01T00:00:00Z\"," + more + "}";
    }

    private static ParsedPayload parse(String json) {
        return parse(EVENTS, json);
    }

    private static ParsedPayload parse(Payload payload, String json) {
        return new PayloadParser(payload).parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ReasonCode> codes(ParsedPayload parsed) {
        return parsed.reasons().stream().map(Reason::code).toList();
    }
}
