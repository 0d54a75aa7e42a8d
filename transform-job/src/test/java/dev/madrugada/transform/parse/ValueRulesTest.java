package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import dev.madrugada.transform.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of a column, from the contract's YAML to the value; {@code !} begins the code of a refusal. */
class ValueRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // accepts: text
                "integer, accepts: [text] | \"12\" | 12",
                "integer, accepts: [text] | \"+12\" | 12",
                "integer, accepts: [text] | 12 | 12",
                "integer, accepts: [text] | \"1,234,567\" | 1234567",
                "integer, accepts: [text] | \"1 234\u00a0567\" | !TypeMismatch",
                "integer, accepts: [text] | \"1 234 567\" | 1234567",
                "integer, accepts: [text] | \"1\u00a0234\" | 1234",
                "integer, accepts: [text] | \"1'234\" | 1234",
                "integer, accepts: [text] | \" 12\" | !TypeMismatch",
                "integer, accepts: [text] | \"12 \" | !TypeMismatch",
                "integer, accepts: [text] | \"012\" | !TypeMismatch",
                "integer, accepts: [text] | \"1_000\" | !TypeMismatch",
                "integer, accepts: [text] | \"1,23\" | !TypeMismatch",
                "integer, accepts: [text] | \"\" | !TypeMismatch",
                "integer, accepts: [text] | \"1.0\" | !TypeMismatch",
                "integer, accepts: [text] | \"2147483648\" | !OutOfRange",
                "integer, accepts: [text] | \"\u0661\" | !TypeMismatch",
                "bigint, accepts: [text] | \"9223372036854775807\" | 9223372036854775807",
                "bigint, accepts: [text] | \"-9223372036854775808\" | -9223372036854775808",
                "bigint, accepts: [text] | \"9223372036854775808\" | !OutOfRange",
                "double, accepts: [text] | \"1e3\" | 1000.0",
                "double, accepts: [text] | \"1.\" | !TypeMismatch",
                "double, accepts: [text] | \".5\" | !TypeMismatch",
                "double, accepts: [text] | \"NaN\" | !TypeMismatch",
                "double, accepts: [text] | \"0x10\" | !TypeMismatch",
                "double, accepts: [text] | \"1d\" | !TypeMismatch",
                "'decimal(9,2)', accepts: [text] | \"-1,234.50\" | -1234.50",
                "'decimal(9,2)', accepts: [text] | \"1,234.567\" | !OutOfRange",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',' | \"1.234,50\" | 1234.50",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',' | \"1234,5\" | 1234.50",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',' | \"1 234,5\" | 1234.50",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',' | \"1 234.5\" | !TypeMismatch",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',' | \"1,234.5\" | !TypeMismatch",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',' | 12.5 | 12.50",
                // accepts: number, boolean
                "varchar(30), accepts: [number] | 12.50 | 12.50",
                "varchar(30), accepts: [number] | -0 | -0",
                "varchar(30), accepts: [number] | 1E400 | 1E400",
                "varchar(30), accepts: [number] | 123456789012345678901234567890 | 123456789012345678901234567890",
                "varchar(3), accepts: [number] | 1234 | !TooLong",
                "varchar(30), accepts: [number] | true | !TypeMismatch",
                "varchar(30), accepts: [boolean], clean: [upper] | true | TRUE",
                "varchar(30), accepts: [boolean] | 1 | !TypeMismatch",
                "varchar(30) | 1 | !TypeMismatch",
                // booleans
                "boolean, accepts: [text] | \"true\" | true",
                "boolean, accepts: [text] | \"TRUE\" | !TypeMismatch",
                "boolean, true-values: [Y], false-values: [N] | \"Y\" | true",
                "boolean, true-values: [Y], false-values: [N] | \"N\" | false",
                "boolean, true-values: [Y], false-values: [N] | \"y\" | !TypeMismatch",
                "boolean, true-values: [Y], false-values: [N], clean: [trim, upper] | \" y\" | true",
                "boolean, true-values: [Y], false-values: [N] | false | false",
                "boolean, true-values: [Y], false-values: [N] | \"true\" | !TypeMismatch",
                "boolean, true-values: [1], false-values: [0] | 1 | !TypeMismatch",
                "boolean, true-values: [1], false-values: [0], accepts: [number] | 1 | true",
                "boolean, true-values: [1], false-values: [0], accepts: [number] | 0 | false",
                "boolean, true-values: [1], false-values: [0], accepts: [number] | 2 | !TypeMismatch",
                "boolean, true-values: [1], false-values: [0], accepts: [number] | 1.0 | !TypeMismatch",
                // clean → replace → null-if → map → default
                "varchar(9), clean: [trim, upper], replace: [{pattern: ' USD$', with: ''}] | \" 5 usd \" | 5",
                "varchar(9), replace: [{pattern: '(\\d)-(\\d)', with: '$2.$1'}] | \"1-2 3-4\" | 2.1 4.3",
                "varchar(9), replace: [{pattern: a, with: b}, {pattern: b, with: c}] | \"aab\" | ccc",
                "integer, accepts: [text], replace: [{pattern: ' USD$', with: ''}] | \"1,200 USD\" | 1200",
                "varchar(9), null-if: ['N/A', ''] | \"N/A\" | null",
                "varchar(9), clean: [upper], null-if: ['N/A'] | \"n/a\" | null",
                "varchar(9), null-if: ['N/A'] | \"n/a\" | n/a",
                "integer, null-if: [-1] | -1 | null",
                "integer, null-if: [-1] | -2 | -2",
                "integer, accepts: [text], null-if: ['N/A'] | \"N/A\" | null",
                "double, null-if: ['-999.0'] | -999.0 | null",
                "double, null-if: ['-999.0'] | -999 | -999.0",
                "integer, clean: [empty-as-null] | \"\" | null",
                "integer, clean: [empty-as-null] | \"1\" | !TypeMismatch",
                "varchar(9), map: {M: male, F: female} | \"F\" | female",
                "varchar(9), map: {M: male, F: female} | \"X\" | X",
                "varchar(9), clean: [upper], map: {M: male, F: female} | \"f\" | female",
                "varchar(9), accepts: [number], map: {1: one} | 1 | one",
                "integer, accepts: [text], map: {none: 0} | \"none\" | 0",
                "integer, map: {99: 0} | 99 | 0",
                "varchar(9), null-if: [''], default: unknown | \"\" | unknown",
                "varchar(9), clean: [trim, empty-as-null], default: unknown | \" \" | unknown",
                "varchar(9), default: unknown | null | unknown",
                "varchar(9), default: unknown |  | unknown",
                "varchar(9), default: unknown, required: true |  | unknown",
                "varchar(9), default: unknown | \"known\" | known",
                "varchar(3), default: abc | \"toolong\" | !TooLong",
                "varchar(9), map: {unknown: x}, default: unknown |  | unknown",
                "integer, default: 7 |  | 7",
                "'decimal(9,2)', default: 1.5 | null | 1.50",
                "'decimal(9,2)', accepts: [text], decimal-mark: ',', default: '1234,5' | null | 1234.50",
                "boolean, default: false | null | false",
                "boolean, true-values: [Y], false-values: [N], default: N | null | false",
            })
    void aRuleDecidesTheValue(String column, @Nullable String json, String expected) {
        assertValue(column, json, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "formats: [epoch-s] | 1700000000 | 2023-11-14T22:13:20Z",
                "formats: [epoch-s] | 1700000000.1234567 | 2023-11-14T22:13:20.123456Z",
                "formats: [epoch-s] | -0.0000001 | 1969-12-31T23:59:59.999999Z",
                "formats: [epoch-s] | 1.7e9 | 2023-11-14T22:13:20Z",
                "formats: [epoch-ms] | 1700000000001 | 2023-11-14T22:13:20.001Z",
                "formats: [epoch-us] | 1700000000000001 | 2023-11-14T22:13:20.000001Z",
                "formats: [epoch-ns] | 1700000000000001999 | 2023-11-14T22:13:20.000001Z",
                "formats: [epoch-ns] | -1 | 1969-12-31T23:59:59.999999Z",
                "formats: [epoch-s] | 253402300799 | 9999-12-31T23:59:59Z",
                "formats: [epoch-s] | 253402300800 | !OutOfRange",
                "formats: [epoch-s] | -62135596800 | 0001-01-01T00:00:00Z",
                "formats: [epoch-s] | -62135596801 | !OutOfRange",
                "formats: [epoch-s] | 9223372036854775807 | !OutOfRange",
                "formats: [epoch-s] | -9223372036854775808 | !OutOfRange",
                "formats: [epoch-s] | 1e999999999 | !OutOfRange",
                "formats: [epoch-s] | 1e-999999999 | 1970-01-01T00:00:00Z",
                "formats: [epoch-s] | \"1700000000\" | !TypeMismatch",
                "formats: [epoch-s], accepts: [text] | \"1700000000\" | 2023-11-14T22:13:20Z",
                "formats: [epoch-s], accepts: [text] | \"+1700000000\" | 2023-11-14T22:13:20Z",
                "formats: [epoch-s], accepts: [text] | \"+-1\" | !TypeMismatch",
                "formats: [epoch-s], null-if: [0] | 0 | null",
                // The first form whose instant is in the years 0001 to 9999 counts.
                "formats: [epoch-s, epoch-ms] | 1700000000000 | 2023-11-14T22:13:20Z",
                "formats: [iso, epoch-ms] | \"2001-02-03T04:05:06Z\" | 2001-02-03T04:05:06Z",
                "formats: [iso, epoch-ms] | 1000 | 1970-01-01T00:00:01Z",
                "formats: [iso, epoch-ms] | \"1000\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'] | \"31/01/2025 23:30\" | 2025-01-31T23:30:00Z",
                "formats: ['dd/MM/yyyy HH:mm'], zone: Europe/Madrid | \"31/01/2025 23:30\" | 2025-01-31T22:30:00Z",
                "formats: ['dd/MM/yyyy HH:mm'] | \"30/02/2025 23:30\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'] | \"31/01/2025 24:00\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'] | \"31/01/2025\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'] | \"31/01/2025 23:30 \" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'] | \"1/1/2025 1:00\" | !TypeMismatch",
                "formats: ['d/M/yyyy H:mm'] | \"1/1/2025 1:00\" | 2025-01-01T01:00:00Z",
                "formats: ['yyyy-MM-dd HH:mm:ssXXX'] | \"2025-01-31 23:30:00+05:30\" | 2025-01-31T18:00:00Z",
                "formats: ['dd MMM yyyy hh:mm a'] | \"31 JAN 2025 11:30 pm\" | 2025-01-31T23:30:00Z",
                "formats: ['yyyyMMddHHmmssSSS'] | \"20250131233059123\" | 2025-01-31T23:30:59.123Z",
                "formats: ['yyyy-MM-dd HH:mm:ss VV'] | \"2025-07-01 12:00:00 Europe/Madrid\" | 2025-07-01T10:00:00Z",
                "formats: ['dd/MM/yyyy'], zone: Europe/Madrid | \"01/07/2025\" | 2025-06-30T22:00:00Z",
                "formats: ['dd/MM/yy'] | \"01/07/25\" | 2025-07-01T00:00:00Z",
                "formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] | \"12/31/2025\" | 2025-12-31T00:00:00Z",
                "formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] | \"10/11/2025\" | 2025-11-10T00:00:00Z",
                // Madrid skips 02:00 to 03:00 on 2025-03-30, and has 02:30 twice on 2025-10-26.
                "formats: ['dd/MM/yyyy HH:mm'], zone: Europe/Madrid | \"30/03/2025 02:30\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'], zone: Europe/Madrid | \"30/03/2025 03:00\" | 2025-03-30T01:00:00Z",
                "formats: ['dd/MM/yyyy HH:mm'], zone: Europe/Madrid | \"26/10/2025 02:30\" | 2025-10-26T00:30:00Z",
                "formats: ['dd/MM/yyyy HH:mm VV'] | \"30/03/2025 02:30 Europe/Madrid\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'], default: '01/01/2000 00:00' | null | 2000-01-01T00:00:00Z",
                "formats: [epoch-s], default: 0 | null | 1970-01-01T00:00:00Z",
                "formats: [iso], clean: [trim] | \" 2001-02-03T04:05:06Z \" | 2001-02-03T04:05:06Z",
            })
    void aTimestampIsReadInOneOfItsForms(String rules, String json, String expected) {
        assertValue("timestamp, " + rules, json, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "formats: [epoch-ms] | 1700000000000 | 2023-11-14",
                "formats: [epoch-ms], zone: Europe/Madrid | 1700002800000 | 2023-11-15",
                "formats: [epoch-s] | -1 | 1969-12-31",
                "formats: ['dd.MM.yyyy'] | \"29.02.2024\" | 2024-02-29",
                "formats: ['dd.MM.yyyy'] | \"29.02.2025\" | !TypeMismatch",
                "formats: ['dd/MM/yyyy HH:mm'], zone: Europe/Madrid | \"31/01/2025 23:30\" | 2025-01-31",
                "formats: ['dd/MM/yyyy HH:mmXXX'], zone: Europe/Madrid | \"31/01/2025 23:30Z\" | 2025-02-01",
                "formats: [iso, 'yyyyMMdd'] | \"20250131\" | 2025-01-31",
                "formats: [iso, 'yyyyMMdd'] | \"2025-01-31\" | 2025-01-31",
                "formats: [iso, 'yyyyMMdd'], default: 2000-01-01 | null | 2000-01-01",
                "formats: [iso] | \"2025-01-31T00:00:00Z\" | !TypeMismatch",
                "formats: ['uuuu-MM-dd'] | \"0000-01-01\" | !TypeMismatch",
            })
    void aDateIsReadInOneOfItsForms(String rules, String json, String expected) {
        assertValue("date, " + rules, json, expected);
    }

    @Test
    void anInvalidValueThatBecomesNullDoesNotBecomeTheDefault() {
        Payload payload = Contracts.folder(Contracts.EVENTS
                        .replace("{name: label, type: varchar(8)}", "{name: value, type: integer, default: 7}")
                        .replace("payload:\n", "payload:\n  invalid-values: 'null'\n"))
                .contract()
                .payload();
        assertThat(parse(payload, "\"x\"").values().get(2)).isNull();
        assertThat(parse(payload, null).values().get(2)).isEqualTo(7);
    }

    @Test
    void aRegularExpressionThatNeedsTooManyStepsRefusesTheRecord() {
        ParsedPayload parsed = parse(
                payload("varchar(100), replace: [{pattern: '(a+)+$', with: ''}]"), '"' + "a".repeat(10_000) + "b\"");
        assertThat(parsed.reasons())
                .extracting(Reason::code, Reason::column, Reason::detail)
                .containsExactly(tuple(ReasonCode.ExpressionFailed, "value", "replace[0]: TooManySteps"));
    }

    @Test
    void plainColumnsHaveNoReaderOfRules() {
        assertThat(ValueReader.of(ColumnType.parse("varchar(9)"), ValueRules.PLAIN))
                .isInstanceOf(TextReader.class);
        ValueRules inMadrid = ValueRules.PLAIN.withTimes(List.of(new TimeForm(TimeForm.Kind.ISO, "", "Europe/Madrid")));
        assertThat(ValueReader.of(ColumnType.parse("timestamp"), inMadrid)).isInstanceOf(TimeReader.class);
        assertThat(ValueReader.of(ColumnType.parse("integer"), inMadrid)).isInstanceOf(IntegerReader.class);
    }

    private static void assertValue(String column, @Nullable String json, String expected) {
        ParsedPayload parsed = parse(payload(column), json);
        if (expected.startsWith("!")) {
            assertThat(parsed.reasons())
                    .extracting(Reason::code)
                    .containsExactly(ReasonCode.valueOf(expected.substring(1)));
            return;
        }
        assertThat(parsed.reasons()).isEmpty();
        Object value = parsed.values().get(2);
        if (column.startsWith("timestamp") && !expected.equals("null")) {
            Instant instant = Instant.parse(expected);
            assertThat(value).isEqualTo(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
        } else if (column.startsWith("date")) {
            assertThat(value).isEqualTo((int) LocalDate.parse(expected).toEpochDay());
        } else {
            assertThat(String.valueOf(value)).isEqualTo(expected);
        }
    }

    private static Payload payload(String column) {
        return Contracts.withColumn("{name: value, type: " + column + "}")
                .contract()
                .payload();
    }

    private static ParsedPayload parse(Payload payload, @Nullable String json) {
        String field = json == null ? "" : ",\"value\":" + json;
        String record = "{\"id\":1,\"happened_at\":\"2001-01-01T00:00:00Z\"" + field + "}";
        return new PayloadParser(payload).parse(record.getBytes(StandardCharsets.UTF_8));
    }
}
