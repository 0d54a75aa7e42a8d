package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.Payload;
import dev.madrugada.transform.Contracts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parses values at the limits of each column type. */
class ValueReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bigint | -9223372036854775808 | ",
                "bigint | 9223372036854775807 | ",
                "bigint | 9223372036854775808 | OutOfRange",
                "bigint | -9223372036854775809 | OutOfRange",
                "bigint | 1e3 | TypeMismatch",
                "bigint | 1.0 | TypeMismatch",
                "bigint | -0 | ",
                "bigint | \"12\" | TypeMismatch",
                "bigint | true | TypeMismatch",
                "bigint | {} | TypeMismatch",
                "bigint | [1] | TypeMismatch",
                "integer | 2147483647 | ",
                "integer | -2147483648 | ",
                "integer | 2147483648 | OutOfRange",
                "integer | -2147483649 | OutOfRange",
                "double | 0.1 | ",
                "double | 1e308 | ",
                "double | 1e309 | OutOfRange",
                "double | 1e-400 | OutOfRange",
                "double | 0e-400 | ",
                "double | -0.0 | ",
                "double | 9007199254740992 | ",
                "double | 9007199254740993 | OutOfRange",
                "double | 9223372036854775807 | OutOfRange",
                "double | -9223372036854775808 | ",
                "double | 18446744073709551616 | ",
                "double | 18446744073709551617 | OutOfRange",
                "double | \"1\" | TypeMismatch",
                "decimal(4,2) | 99.99 | ",
                "decimal(4,2) | -99.990 | ",
                "decimal(4,2) | 1e1 | ",
                "decimal(4,2) | 0e999999999 | ",
                "decimal(4,2) | 100 | OutOfRange",
                "decimal(4,2) | 1.005 | OutOfRange",
                "decimal(4,2) | 1e999999999 | OutOfRange",
                "decimal(4,2) | 1e-999999999 | OutOfRange",
                "decimal(4,2) | 1e99999999999 | OutOfRange",
                "decimal(4,2) | 1e-99999999999999999999999 | OutOfRange",
                "decimal(4,2) | 0e99999999999999999999999 | ",
                "decimal(4,2) | -0.0E+7 | ",
                "decimal(4,2) | 0.0001e4 | ",
                "decimal(4,2) | 1200e-00002 | ",
                "decimal(38,0) | 99999999999999999999999999999999999999 | ",
                "decimal(38,0) | 100000000000000000000000000000000000000 | OutOfRange",
                "decimal(4,2) | \"1\" | TypeMismatch",
                "boolean | false | ",
                "boolean | 1 | TypeMismatch",
                "boolean | \"true\" | TypeMismatch",
                "varchar(4) | \"\" | ",
                "varchar(4) | \"abcd\" | ",
                "varchar(4) | \"abcde\" | TooLong",
                "varchar(4) | \"\u20acA\" | ",
                "varchar(4) | \"\u20ac\u20ac\" | TooLong",
                "varchar(4) | \"\\ud83d\\ude00\" | ",
                "varchar(4) | \"\\ud83d\" | InvalidText",
                "varchar(4) | \"\\ude00\" | InvalidText",
                "varchar(4) | \"a\\u0000\" | InvalidText",
                "varchar(4) | 12 | TypeMismatch",
                "date | \"2000-02-29\" | ",
                "date | \"0001-01-01\" | ",
                "date | \"1900-02-29\" | TypeMismatch",
                "date | \"2001-1-1\" | TypeMismatch",
                "date | \"2001-01-01T00:00:00Z\" | TypeMismatch",
                "date | 20010101 | TypeMismatch",
                "timestamp | \"2001-01-01T00:00:00+05:30\" | ",
                "timestamp | \"2001-01-01T00:00:00\" | TypeMismatch",
                "timestamp | \"2001-01-01 00:00:00Z\" | TypeMismatch",
                "timestamp | \"2001-01-01T24:00:00Z\" | TypeMismatch",
                "timestamp | \"2001-01-01T23:59:60Z\" | TypeMismatch",
                "timestamp | 978307200 | TypeMismatch",
            })
    void valuesAtATypesLimitsAreParsedOrRefused(String type, String json, @Nullable String code) {
        Payload payload = Contracts.withColumn("{name: value, type: '" + type + "'}")
                .contract()
                .payload();
        String record = "{\"id\":1,\"happened_at\":\"2001-01-01T00:00:00Z\",\"value\":" + json + "}";
        ParsedPayload parsed = new PayloadParser(payload).parse(record.getBytes(StandardCharsets.UTF_8));
        if (code == null) {
            assertThat(parsed.reasons()).isEmpty();
            assertThat(parsed.values().get(2)).isNotNull();
        } else {
            assertThat(parsed.reasons()).extracting(Reason::code).containsExactly(ReasonCode.valueOf(code));
            assertThat(parsed.reasons().get(0).column()).isEqualTo("value");
            assertThat(parsed.reasons().get(0).detail()).contains(type).doesNotContain(json.replace("\"", "") + "\"");
            assertThat(parsed.values().get(2)).isNull();
        }
    }
}
