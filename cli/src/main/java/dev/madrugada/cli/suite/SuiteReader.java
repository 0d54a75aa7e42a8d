package dev.madrugada.cli.suite;

import dev.madrugada.common.error.Problems;
import dev.madrugada.common.text.Spelling;
import dev.madrugada.transform.parse.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a suite's file. Problems are collected; a suite that has any is not to be run. */
final class SuiteReader {
    private static final String ARRIVED_AT = "arrived-at";
    private static final String BASE = "base";
    private static final String CASES = "cases";
    private static final String NAME = "name";
    private static final String GIVEN = "given";
    private static final String EXPECT = "expect";
    private static final String ROWS = "rows";
    private static final String DUPLICATES = "duplicates";
    private static final String QUARANTINED = "quarantined";
    private static final String RECORD = "record";
    private static final String WITH = "with";
    private static final String WITHOUT = "without";
    private static final String BASE64 = "base64";
    private static final List<String> REASON = List.of("code", "column", "detail");

    private final ExpectedValues values;
    private Map<String, SuiteNode> base = Map.of();

    private SuiteReader(ExpectedValues values) {
        this.values = values;
    }

    /**
     * Reads a suite.
     *
     * @param file as messages name it
     * @param values knows the dataset's columns
     */
    static Suite read(String file, String text, ExpectedValues values, Problems problems) {
        return SuiteNode.parse(file, text, problems)
                .map(root -> new SuiteReader(values).suite(root))
                .orElseGet(() -> new Suite(file, List.of()));
    }

    private Suite suite(SuiteNode root) {
        Map<String, SuiteNode> keys = root.entries(List.of(ARRIVED_AT, BASE, CASES));
        base = Optional.ofNullable(keys.get(BASE)).map(SuiteNode::entries).orElse(Map.of());
        Optional<Instant> arrivedAt = arrivedAt(keys);
        List<Suite.Case> cases = new ArrayList<>();
        require(root, keys, CASES)
                .map(SuiteNode::items)
                .orElse(List.of())
                .forEach(node -> cases.add(suiteCase(node, arrivedAt)));
        if (cases.isEmpty() && keys.containsKey(CASES)) {
            root.problem("has no cases", "a suite tests something", "add an item to 'cases:'");
        }
        return new Suite(root.file(), cases);
    }

    private Suite.Case suiteCase(SuiteNode node, Optional<Instant> ofSuite) {
        if (!node.isMapping()) {
            node.entries();
            return new Suite.Case("", node.line(), List.of(), nothing());
        }
        Map<String, SuiteNode> keys = node.entries(List.of(NAME, ARRIVED_AT, GIVEN, EXPECT));
        String name = require(node, keys, NAME).flatMap(SuiteNode::text).orElse("");
        Optional<Instant> arrivedAt = arrivedAt(keys).or(() -> ofSuite);
        List<Suite.Given> given = require(node, keys, GIVEN)
                .map(records -> given(records, arrivedAt))
                .orElse(List.of());
        Suite.Expected expected = require(node, keys, EXPECT)
                .map(expect -> expected(expect, given.size()))
                .orElseGet(SuiteReader::nothing);
        return new Suite.Case(name, node.line(), given, expected);
    }

    private static Suite.Expected nothing() {
        return new Suite.Expected(Suite.Rows.NONE, 0, new TreeMap<>());
    }

    private static Optional<SuiteNode> require(SuiteNode node, Map<String, SuiteNode> keys, String key) {
        Optional<SuiteNode> value = Optional.ofNullable(keys.get(key));
        if (value.isEmpty() && node.isMapping()) {
            node.problem("has no '" + key + "'", "it has no default", "add '" + key + ":'");
        }
        return value;
    }

    private static Optional<Instant> arrivedAt(Map<String, SuiteNode> keys) {
        return Optional.ofNullable(keys.get(ARRIVED_AT)).flatMap(node -> {
            String text = node.scalar().orElse("");
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException wrong) {
                node.problem(
                        "is '" + text + "'", "it has to be a time with Z or an offset", "write 2026-01-31T12:00:00Z");
                return Optional.empty();
            }
        });
    }

    /** A block of text has a record on each line that is not blank; an item of a list is a record. */
    private List<Suite.Given> given(SuiteNode records, Optional<Instant> arrivedAt) {
        if (records.isList()) {
            return records.items().stream()
                    .map(record -> record(record, arrivedAt))
                    .toList();
        }
        return records.text().stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(line -> new Suite.Given(line.getBytes(StandardCharsets.UTF_8), arrivedAt))
                .toList();
    }

    private Suite.Given record(SuiteNode node, Optional<Instant> ofCase) {
        if (!node.isMapping()) {
            return new Suite.Given(node.scalar().or(node::text).orElse("").getBytes(StandardCharsets.UTF_8), ofCase);
        }
        Map<String, SuiteNode> keys = node.entries();
        Optional<Instant> arrivedAt = arrivedAt(keys).or(() -> ofCase);
        List<String> forms = Stream.of(RECORD, WITH, WITHOUT, BASE64)
                .filter(keys::containsKey)
                .toList();
        boolean isOneForm = forms.size() == 1 || forms.equals(List.of(WITH, WITHOUT));
        boolean isOfBase = keys.keySet().equals(java.util.Set.of(ARRIVED_AT)) && !base.isEmpty();
        if (!isOneForm && !isOfBase) {
            node.problem(
                    forms.isEmpty() ? "has no record" : "has " + String.join(" and ", forms),
                    "a record is a JSON text, or keys: record (an object or a JSON text), or with and without (changes"
                            + " of the suite's base), or base64; and arrived-at",
                    "write the object's fields below 'record:'");
            return new Suite.Given(new byte[0], arrivedAt);
        }
        node.entries(List.of(ARRIVED_AT, RECORD, WITH, WITHOUT, BASE64));
        return new Suite.Given(payload(node, keys), arrivedAt);
    }

    private byte[] payload(SuiteNode node, Map<String, SuiteNode> keys) {
        if (keys.containsKey(BASE64)) {
            return keys.get(BASE64).text().map(text -> decoded(node, text)).orElseGet(() -> new byte[0]);
        }
        SuiteNode record = keys.get(RECORD);
        String json = record == null
                ? changed(node, keys)
                : record.isMapping() || record.isList()
                        ? record.json()
                        : record.scalar().orElse("");
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(SuiteNode node, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException wrong) {
            node.problem("has a base64 that is none", String.valueOf(wrong.getMessage()), "correct it");
            return new byte[0];
        }
    }

    /** The suite's base with the fields of {@code with} and without the fields of {@code without}. */
    private String changed(SuiteNode node, Map<String, SuiteNode> keys) {
        if (base.isEmpty()) {
            node.problem("changes the suite's base", "the suite has none", "add 'base:' with a record's fields");
        }
        Map<String, SuiteNode> fields = new LinkedHashMap<>(base);
        Optional.ofNullable(keys.get(WITH)).map(SuiteNode::entries).ifPresent(fields::putAll);
        Optional.ofNullable(keys.get(WITHOUT))
                .map(SuiteNode::items)
                .orElse(List.of())
                .forEach(field -> field.text().ifPresent(name -> {
                    if (fields.remove(name) == null) {
                        field.problem(
                                "is '" + name + "'",
                                "the base has no such field",
                                Spelling.meant(name, base.keySet()).orElse("remove it"));
                    }
                }));
        List<String> json = new ArrayList<>();
        fields.forEach((name, value) -> json.add(JsonText.quoted(name) + ":" + value.json()));
        return "{" + String.join(",", json) + "}";
    }

    private Suite.Expected expected(SuiteNode node, int records) {
        Map<String, SuiteNode> keys = node.entries(List.of(ROWS, DUPLICATES, QUARANTINED));
        SuiteNode rows = keys.get(ROWS);
        return new Suite.Expected(
                rows == null ? Suite.Rows.NONE : rows(rows),
                Optional.ofNullable(keys.get(DUPLICATES))
                        .map(SuiteReader::count)
                        .orElse(0L),
                Optional.ofNullable(keys.get(QUARANTINED))
                        .map(refused -> quarantined(refused, records))
                        .orElseGet(TreeMap::new));
    }

    private Suite.Rows rows(SuiteNode node) {
        if (!node.isList()) {
            return new Suite.Rows(count(node), List.of());
        }
        List<Map<String, @Nullable Object>> named = new ArrayList<>();
        node.items().forEach(row -> named.add(values.row(row)));
        return new Suite.Rows(named.size(), named);
    }

    private static long count(SuiteNode node) {
        String text = node.scalar().orElse("");
        if (!node.isWholeNumber() || !text.matches("[0-9]{1,9}")) {
            node.problem("is '" + text + "'", "it has to be a count", "write a number such as 2");
            return 0;
        }
        return Long.parseLong(text);
    }

    private SortedMap<Integer, List<ExpectedReason>> quarantined(SuiteNode node, int records) {
        SortedMap<Integer, List<ExpectedReason>> refused = new TreeMap<>();
        node.entries().forEach((number, reasons) -> {
            if (!number.matches("[1-9][0-9]{0,5}") || Integer.parseInt(number) > records) {
                reasons.problem(
                        "is no record",
                        records + " are given, and they are numbered from 1",
                        "write '1: MissingRequired price'");
                return;
            }
            List<SuiteNode> nodes = reasons.isList() ? reasons.items() : List.of(reasons);
            refused.put(
                    Integer.parseInt(number),
                    nodes.stream().flatMap(each -> reason(each).stream()).toList());
        });
        return refused;
    }

    private Optional<ExpectedReason> reason(SuiteNode node) {
        if (node.isMapping()) {
            Map<String, SuiteNode> keys = node.entries(REASON);
            return require(node, keys, "code")
                    .flatMap(code -> code.text().flatMap(text -> code(code, text)))
                    .map(code -> new ExpectedReason(code, column(keys), text(keys, "detail")));
        }
        return node.text().flatMap(text -> {
            String[] words = text.strip().split("\\s+", 2);
            Optional<String> column = words.length < 2 ? Optional.empty() : Optional.of(words[1]);
            column.ifPresent(name -> values.requireColumnOrCheck(node, name));
            return code(node, words[0]).map(code -> new ExpectedReason(code, column, Optional.empty()));
        });
    }

    private Optional<String> column(Map<String, SuiteNode> keys) {
        Optional<String> name = text(keys, "column");
        name.ifPresent(column -> values.requireColumnOrCheck(keys.get("column"), column));
        return name;
    }

    private static Optional<String> text(Map<String, SuiteNode> keys, String key) {
        return Optional.ofNullable(keys.get(key)).flatMap(SuiteNode::text);
    }

    private static Optional<ReasonCode> code(SuiteNode node, String text) {
        List<String> codes = Stream.of(ReasonCode.values()).map(Enum::name).toList();
        if (!codes.contains(text)) {
            node.problem(
                    "is '" + text + "'",
                    "a reason begins with a code",
                    Spelling.meant(text, codes).orElse("write one of " + String.join(", ", codes)));
            return Optional.empty();
        }
        return Optional.of(ReasonCode.valueOf(text));
    }
}
