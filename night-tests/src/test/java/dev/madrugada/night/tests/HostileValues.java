package dev.madrugada.night.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of every column type that are easily damaged on the way from a payload to the report. Each record has one of
 * them and a null in every other column.
 */
final class HostileValues {
    private static final String NAMED =
            "struct<city:varchar(64),\"odd.na\"\"me é\":decimal(38,9),at:timestamp,day:date,"
                    + "ok:boolean,list:array<struct<x:double,y:map<varchar(9),bigint>>>>";

    /** The columns by name, with their types. */
    static final List<Column> COLUMNS = List.of(
            new Column("i", "integer"),
            new Column("b", "bigint"),
            new Column("d", "double"),
            new Column("m", "decimal(38,0)"),
            new Column("p", "decimal(38,37)"),
            new Column("q", "decimal(12,2)"),
            new Column("ok", "boolean"),
            new Column("s", "varchar(65535)"),
            new Column("c", "varchar(3)"),
            new Column("ts", "timestamp"),
            new Column("dy", "date"),
            new Column("arr", "array<varchar(64)>"),
            new Column("deep", "array<array<array<integer>>>"),
            new Column("st", NAMED),
            new Column("mp", "map<varchar(64),decimal(38,9)>"),
            new Column("js", "json"));

    /** A column; nested and json columns are compared as JSON, because the warehouse writes it in its own way. */
    record Column(String name, String type) {
        boolean isJson() {
            return type.contains("<") || type.equals("json");
        }
    }

    /**
     * One record.
     *
     * @param sent the value's JSON in the payload
     * @param reported the field in the report's CSV; null if it is empty and not quoted
     */
    record Case(
            String name,
            String column,
            String sent,
            @Nullable String reported) {}

    private final List<Case> cases = new ArrayList<>();

    private HostileValues() {}

    static List<Case> cases() {
        HostileValues values = new HostileValues();
        values.numbers();
        values.texts();
        values.times();
        values.nested();
        values.json();
        return List.copyOf(values.cases);
    }

    private void numbers() {
        same("i", "2147483647", "-2147483648", "0");
        is("i", "-0", "0");
        same("b", "9223372036854775807", "-9223372036854775808", "9007199254740993");
        same(
                "d",
                "1.7976931348623157e308",
                "4.9e-324",
                "2.2250738585072014E-308",
                "0.1",
                "1e21",
                "-123456789.123456789");
        is("d", "9007199254740992", "9007199254740992");
        // The CSV has the number, and 0 has no sign there.
        is("d", "-0.0", "0");
        same("m", "9".repeat(38), "-" + "9".repeat(38));
        is("m", "1e37", "1" + "0".repeat(37));
        same("p", "9." + "9".repeat(37), "-9." + "9".repeat(37));
        is("p", "1e-37", "0." + "0".repeat(36) + "1");
        is("q", "0.1", "0.10");
        is("q", "-9999999999.99", "-9999999999.99");
        same("ok", "true", "false");
    }

    private void texts() {
        add("s", "null", null);
        for (String text : List.of(
                "",
                " ",
                "trailing  ",
                "\t",
                "a\r\nb\rc\nd",
                "\"",
                "a,b;c\td\"\"e",
                "\\",
                "\\N",
                "\\.",
                "\\u0041",
                "NULL",
                "null",
                "'; DROP TABLE x; --",
                "$$ %s %n {0} ${x} `ls`",
                "{\"a\": 1}",
                "\u0001\u001F\u007F",
                "\u0085\u00A0\u2028\u2029\u3000",
                "e\u0301 \u00E9 \u1E69 s\u0323\u0307",
                "\uFEFFmark",
                "\u202Etfel\u202C \u200B\u200D\u2060",
                "\uFFFD\uFFFE\uFFFF",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDEA\uD83C\uDDF8",
                "\uDBFF\uDFFD\uD800\uDC00",
                "\u0130I\u0131\u00DF\u1E9E\uFB01",
                "=1+1",
                "+1",
                "-1",
                "@a",
                "\uFF1Da",
                "0001-01-01",
                "x".repeat(65_535),
                "\u20AC".repeat(21_845))) {
            add("s", quoted(text), withoutFormula(text));
        }
        for (String text : List.of("abc", "\u20AC", "\u00E9x", "   ")) {
            add("c", quoted(text), withoutFormula(text));
        }
    }

    private void times() {
        for (String time : List.of(
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "1582-10-04T23:59:59.999999Z",
                "1582-10-10T12:00:00Z",
                "1582-10-15T00:00:00Z",
                "1883-11-18T12:03:58Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00.000001Z",
                "2001-03-25T01:30:00Z",
                "2001-03-25T02:30:00Z",
                "2001-10-28T00:30:00Z",
                "2001-10-28T01:30:00Z",
                "2038-01-19T03:14:08Z")) {
            is("ts", quoted(time), time);
        }
        is("ts", quoted("2001-10-28T02:30:00+02:00"), "2001-10-28T00:30:00Z");
        is("ts", quoted("2001-10-28T02:30:00+01:00"), "2001-10-28T01:30:00Z");
        for (String day : List.of(
                "0001-01-01", "9999-12-31", "1582-10-04", "1582-10-10", "1582-10-15", "1600-02-29", "1969-12-31")) {
            is("dy", quoted(day), day);
        }
    }

    private void nested() {
        add("arr", "null", null);
        same("arr", "[]", "[null]", "[\"\",null,\" \",\"a\\\"\\\\\\n\",\"\u20AC\uD83D\uDE00\",\"null\",\"[1]\"]");
        same("deep", "[]", "[[]]", "[[[]]]", "[null,[null],[[null]]]", "[[[1,-2],[3]],[[2147483647]]]");
        is("st", "{}", "{\"city\":null,\"odd.na\\\"me é\":null,\"at\":null,\"day\":null,\"ok\":null,\"list\":null}");
        same(
                "st",
                "{\"city\":\"\",\"odd.na\\\"me é\":99999999999999999999999999999.999999999,"
                        + "\"at\":\"0001-01-01T00:00:00.000001Z\",\"day\":\"9999-12-31\",\"ok\":false,"
                        + "\"list\":[null,{\"x\":1.7976931348623157e308,\"y\":{\"\":9223372036854775807}},"
                        + "{\"x\":0.1,\"y\":{}},{\"x\":null,\"y\":null}]}");
        same(
                "mp",
                "{}",
                "{\"\":null}",
                "{\"a.b\":0.000000001,\"a\\\"\\\\b\":-99999999999999999999999999999.999999999,\"\u20AC \":1,\"A\":2,\"a\":3}");
    }

    private void json() {
        add("js", "null", null);
        same(
                "js",
                "{}",
                "[]",
                "\"\"",
                "true",
                "0",
                "[null,{\"a\":null}]",
                "{ \"b\" : 1.10 , \"a\" : [ 1e2 , -0.5E-3 ] }",
                "123456789012345678901234567890.123456789012345678901234567890",
                "{\"text\":\"\\u20ac\\uD83D\\uDE00\\/\\b\\f\\t\\\"\",\"\":\"\",\"a.b\":[[[[]]]]}",
                "\"{\\\"not\\\": \\\"parsed\\\"}\"",
                "\"" + "x".repeat(65_533) + "\"");
        // A SUPER value has no type in the result, so the report takes a negative number for a text.
        is("js", "-1", "'-1");
    }

    private void same(String column, String... values) {
        for (String value : values) {
            is(column, value, value);
        }
    }

    private void is(String column, String sent, String reported) {
        add(column, sent, reported);
    }

    private void add(String column, String sent, @Nullable String reported) {
        cases.add(new Case(column + "-" + cases.size(), column, sent, reported));
    }

    /** The report puts an apostrophe before a text that a spreadsheet would execute. */
    private static String withoutFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n\uFF1D".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** JSON with only the escapes that it requires. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    default -> c < ' ' ? "\\u%04x".formatted(c) : Character.toString((char) c);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }
}
