package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ValueRules.BooleanWords;
import dev.madrugada.common.contract.ValueRules.DecimalMark;
import dev.madrugada.common.contract.ValueRules.JsonKind;
import dev.madrugada.common.contract.ValueRules.Replacement;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a payload column that define how a JSON value becomes a value of the column's type. */
final class ValueRulesKeys {
    private static final List<String> KEYS = List.of(
            "accepts",
            "decimal-mark",
            "true-values",
            "false-values",
            "formats",
            "zone",
            "clean",
            "replace",
            "null-if",
            "map",
            "default");

    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INTEGER, Kind.BIGINT, Kind.DECIMAL, Kind.DOUBLE);

    private final YamlMapping one;
    private final ColumnType type;
    private final FieldPath path;
    private final ZoneId dayZone;

    /**
     * @param one the column's keys
     * @param type {@link ColumnKeys#UNREAD} if the type is invalid; then only the values' own forms are checked
     */
    ValueRulesKeys(YamlMapping one, ColumnType type, FieldPath path, ZoneId dayZone) {
        this.one = one;
        this.type = type;
        this.path = path;
        this.dayZone = dayZone;
    }

    ValueRules read() {
        KEYS.forEach(one::find);
        Optional<String> whyNone = whyNoRules();
        if (whyNone.isPresent()) {
            KEYS.forEach(key -> one.find(key).ifPresent(node -> node.refused(whyNone.get(), "remove it")));
            return ValueRules.PLAIN;
        }
        List<TimeForm> times = new TimeFormKeys(one, type, dayZone).read();
        @Nullable BooleanWords words = words().orElse(null);
        AcceptsKey acceptsKey = new AcceptsKey(type, times, words != null);
        Set<JsonKind> accepts = acceptsKey.read(one.find("accepts"));
        DecimalMark mark = decimalMark(accepts);
        List<Cleaning> clean = one.itemsIfAny("clean").stream()
                .flatMap(step -> step.choice(Cleaning.class).stream())
                .toList();
        List<Replacement> replace = one.itemsIfAny("replace").stream()
                .map(YamlNode::mapping)
                .flatMap(item -> replacement(item).stream())
                .toList();
        List<YamlText> nullIf = literals("null-if");
        Map<String, YamlText> map = map();
        if (isRead()) {
            new UnreadTexts(acceptsKey.kindsRead(accepts)).check(one.find("replace"), nullIf, map);
        }
        checkTexts(nullIf, map, accepts.isEmpty() && replace.isEmpty() ? clean : List.of());
        Map<String, String> mapped = new LinkedHashMap<>();
        map.forEach((key, value) -> mapped.put(key, value.value()));
        ValueRules rules = new ValueRules(
                accepts,
                mark,
                words,
                times,
                clean,
                replace,
                nullIf.stream().map(YamlText::value).toList(),
                mapped,
                null);
        return withDefault(rules);
    }

    private Optional<String> whyNoRules() {
        if (path.equals(FieldPath.UNKNOWN_FIELDS)) {
            return Optional.of("the column collects the unknown fields as they came");
        }
        if (path.steps().stream().anyMatch(FieldPath.Position.class::isInstance)) {
            return Optional.of("[#] is the element's number, which is not a value of the payload");
        }
        if (type.kind() == Kind.JSON) {
            return Optional.of("a json column takes its value as it came");
        }
        return type.isNested()
                ? Optional.of("the values inside a nested type are read without rules")
                : Optional.empty();
    }

    private Optional<BooleanWords> words() {
        Optional<YamlNode> whenTrue = one.find("true-values");
        Optional<YamlNode> whenFalse = one.find("false-values");
        List<YamlText> trueWords = wordsOf(whenTrue, whenFalse, "false-values");
        List<YamlText> falseWords = wordsOf(whenFalse, whenTrue, "true-values");
        Set<String> truths = new LinkedHashSet<>();
        trueWords.forEach(word -> truths.add(word.value()));
        for (YamlText word : falseWords) {
            if (truths.contains(word.value())) {
                word.problem("true-values contains it too", "keep it in one of them");
            }
        }
        Set<String> falsehoods = new LinkedHashSet<>();
        falseWords.forEach(word -> falsehoods.add(word.value()));
        return whenTrue.isPresent() && whenFalse.isPresent()
                ? Optional.of(new BooleanWords(truths, falsehoods))
                : Optional.empty();
    }

    private List<YamlText> wordsOf(Optional<YamlNode> words, Optional<YamlNode> others, String otherKey) {
        if (words.isEmpty()) {
            return List.of();
        }
        if (isRead() && type.kind() != Kind.BOOLEAN) {
            words.get().refused("they are words for true and false, and the column is " + aType(), "remove it");
        } else if (others.isEmpty()) {
            words.get().refused("a column with words for true needs words for false too", "add '" + otherKey + ":'");
        }
        List<YamlNode> items = words.get().items();
        if (items.isEmpty() && words.get().isList()) {
            words.get().refused("it needs at least one item", "add an item");
        }
        return items.stream().flatMap(item -> item.literal().stream()).toList();
    }

    private DecimalMark decimalMark(Set<JsonKind> accepts) {
        Optional<YamlNode> node = one.find("decimal-mark");
        Optional<String> mark = node.flatMap(YamlNode::literal).map(YamlText::value);
        if (mark.isEmpty()) {
            return DecimalMark.POINT;
        }
        YamlNode given = node.orElseThrow();
        if (!mark.get().equals(".") && !mark.get().equals(",")) {
            given.refused("it has to be \".\" or \",\"", "use one of them");
        } else if (isRead() && !NUMBERS.contains(type.kind())) {
            given.refused("it is the mark of numbers in texts, and the column is " + aType(), "remove it");
        } else if (isRead() && !accepts.contains(JsonKind.TEXT)) {
            given.refused(
                    "it is the mark of numbers in texts, and the column reads JSON's numbers only",
                    "add 'accepts: [text]', or remove it");
        }
        return mark.get().equals(",") ? DecimalMark.COMMA : DecimalMark.POINT;
    }

    private static Optional<Replacement> replacement(YamlMapping item) {
        Optional<YamlText> pattern = item.literal("pattern");
        Optional<YamlText> with = item.literal("with");
        if (pattern.isEmpty() || with.isEmpty()) {
            return Optional.empty();
        }
        if (!pattern.get().isThere()) {
            pattern.get().problem("an empty pattern matches before every character", "write a regular expression");
            return Optional.empty();
        }
        try {
            Pattern.compile(pattern.get().value());
        } catch (PatternSyntaxException broken) {
            pattern.get()
                    .problem(
                            "it is not a regular expression of Java: " + broken.getDescription() + " at index "
                                    + broken.getIndex(),
                            "correct it; a character such as ( or * is meant literally after a backslash");
            return Optional.empty();
        }
        if (!isReplacement(pattern.get().value(), with.get().value())) {
            with.get()
                    .problem(
                            "$ and a number or a name in braces stand for a group, and the pattern has no such group;"
                                    + " a backslash escapes the next character",
                            "write \\$ for a dollar sign and \\\\ for a backslash, or add the group");
        }
        return Optional.of(new Replacement(pattern.get().value(), with.get().value()));
    }

    /** Whether the replacement names only groups of the pattern: the added alternative matches the empty text. */
    private static boolean isReplacement(String pattern, String with) {
        try {
            Pattern.compile(pattern + "|").matcher("").replaceFirst(with);
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            return false;
        }
    }

    private Map<String, YamlText> map() {
        Map<String, YamlText> map = new LinkedHashMap<>();
        one.find("map")
                .map(YamlNode::mapping)
                .ifPresent(entries -> entries.entries()
                        .forEach((key, node) -> node.literal().ifPresent(value -> map.put(key, value))));
        return map;
    }

    /** Reports texts that the steps before make impossible. */
    private static void checkTexts(List<YamlText> nullIf, Map<String, YamlText> map, List<Cleaning> clean) {
        Set<String> nulls = new LinkedHashSet<>();
        for (YamlText text : nullIf) {
            if (!nulls.add(text.value())) {
                text.problem("the list contains it already", "name it once");
            }
            if (!TextCleaning.canYield(clean, text.value())) {
                text.problem("clean, which is applied before, never leaves that text", "write it as clean leaves it");
            }
        }
        map.forEach((key, value) -> {
            if (nulls.contains(key)) {
                value.problem("null-if, which is applied before, makes '" + key + "' null", "keep it in one of them");
            } else if (!TextCleaning.canYield(clean, key)) {
                value.problem(
                        "clean, which is applied before, never leaves the text '" + key + "'",
                        "write the text as clean leaves it");
            }
        });
    }

    private ValueRules withDefault(ValueRules rules) {
        Optional<YamlText> otherwise = one.find("default").flatMap(YamlNode::literal);
        if (otherwise.isEmpty()) {
            return rules;
        }
        YamlText text = otherwise.get();
        checkValue(text, rules);
        return rules.withDefault(text.value());
    }

    private void checkValue(YamlText text, ValueRules rules) {
        if (isRead()) {
            new DefaultText(type, rules)
                    .whyInvalid(text.value())
                    .ifPresent(why -> text.problem(why, "write a value that the column can hold, as it reads texts"));
        }
    }

    private List<YamlText> literals(String key) {
        return one.itemsIfAny(key).stream()
                .flatMap(item -> item.literal().stream())
                .toList();
    }

    private boolean isRead() {
        return !type.equals(ColumnKeys.UNREAD);
    }

    private String aType() {
        return ColumnKeys.withArticle(type);
    }
}
