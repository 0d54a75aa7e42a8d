package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Cleaning;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.ValueRules.JsonKind;
import dev.madrugada.common.contract.ValueRules.Replacement;
import dev.madrugada.transform.expression.ExpressionFailedException;
import dev.madrugada.transform.expression.LimitedReplacement;
import dev.madrugada.transform.expression.UnusableExpressionException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies a column's {@link ValueRules} before a value is parsed as its type. Columns with plain rules have no such
 * reader, so the rules cost nothing where a contract has none. Not thread-safe.
 *
 * <p>A value of a kind that the column does not read is refused before any step, with one exception: {@code clean} still
 * turns an empty text into null. {@code null-if} and {@code map} compare a text, a number's literal, or {@code true} and
 * {@code false}.
 */
final class RuledReader extends ValueReader {
    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INTEGER, Kind.BIGINT, Kind.DOUBLE, Kind.DECIMAL);

    private final ValueReader typed;
    private final boolean isText;
    private final boolean isNumber;
    private final Set<JsonKind> reads;
    private final NumberText numbers;
    private final List<Cleaning> clean;
    private final List<LimitedReplacement> replace;
    private final Set<String> nulls;
    private final Map<String, ParsedValue> mapped;
    private final @Nullable Object otherwise;
    private final boolean readsLiterals;

    /** @param typed reads the values of the type's own kinds, and texts that are not numbers */
    RuledReader(ColumnType type, ValueRules rules, ValueReader typed) {
        super(type);
        this.typed = typed;
        this.isText = type.kind() == Kind.VARCHAR;
        this.isNumber = NUMBERS.contains(type.kind());
        this.reads = kindsRead(type.kind(), rules);
        this.numbers = new NumberText(rules.numbers());
        this.clean = rules.clean();
        this.replace = replacements(rules.replace());
        this.nulls = Set.copyOf(rules.nullIf());
        ContractValue values = new ContractValue(type, rules);
        this.mapped = new HashMap<>();
        rules.map().forEach((from, to) -> mapped.put(from, values.parse(to)));
        this.otherwise = rules.otherwise() == null
                ? null
                : values.parse(rules.otherwise()).value();
        this.readsLiterals = !nulls.isEmpty() || !mapped.isEmpty() || isText || type.kind() == Kind.BOOLEAN;
    }

    private static Set<JsonKind> kindsRead(Kind kind, ValueRules rules) {
        Set<JsonKind> kinds = EnumSet.noneOf(JsonKind.class);
        kinds.addAll(rules.accepts());
        switch (kind) {
            case VARCHAR -> kinds.add(JsonKind.TEXT);
            case BOOLEAN -> {
                kinds.add(JsonKind.BOOLEAN);
                if (rules.words() != null) {
                    kinds.add(JsonKind.TEXT);
                }
            }
            case TIMESTAMP, DATE ->
                rules.times().forEach(form -> kinds.add(form.isEpoch() ? JsonKind.NUMBER : JsonKind.TEXT));
            default -> kinds.add(JsonKind.NUMBER);
        }
        return kinds;
    }

    private static List<LimitedReplacement> replacements(List<Replacement> rules) {
        List<LimitedReplacement> replacements = new ArrayList<>();
        for (Replacement rule : rules) {
            try {
                replacements.add(LimitedReplacement.of(rule.pattern(), rule.with()));
            } catch (UnusableExpressionException refusedByTheCheck) {
                throw new IllegalArgumentException("replace " + rule.pattern(), refusedByTheCheck);
            }
        }
        return List.copyOf(replacements);
    }

    @Override
    boolean readsLiterals() {
        return readsLiterals;
    }

    @Override
    @Nullable
    Object defaultValue() {
        return otherwise;
    }

    @Override
    ParsedValue text(String text) {
        String cleaned = Cleaner.cleaned(text, clean);
        if (cleaned == null) {
            return ParsedValue.NULL;
        }
        return reads.contains(JsonKind.TEXT) ? cleanedText(cleaned) : mismatch("a text");
    }

    private ParsedValue cleanedText(String cleaned) {
        String text = cleaned;
        for (int i = 0; i < replace.size(); i++) {
            try {
                text = replace.get(i).in(text);
            } catch (ExpressionFailedException failed) {
                return ParsedValue.invalidValue(ReasonCode.ExpressionFailed, "replace[" + i + "]: " + failed.kind());
            }
        }
        ParsedValue known = nullOrMapped(text);
        if (known != null) {
            return known;
        }
        return isNumber ? numbers.read(text, typed) : typed.text(text);
    }

    @Override
    ParsedValue integer(long number) {
        return readsLiterals ? number(Long.toString(number)) : typed.integer(number);
    }

    @Override
    ParsedValue number(String literal) {
        if (!reads.contains(JsonKind.NUMBER)) {
            return mismatch("a number");
        }
        if (isText) {
            return text(literal);
        }
        ParsedValue known = nullOrMapped(literal);
        return known == null ? typed.literal(literal) : known;
    }

    @Override
    ParsedValue bool(boolean value) {
        if (!reads.contains(JsonKind.BOOLEAN)) {
            return mismatch("a boolean");
        }
        String literal = Boolean.toString(value);
        if (isText) {
            return text(literal);
        }
        ParsedValue known = nullOrMapped(literal);
        return known == null ? typed.bool(value) : known;
    }

    private @Nullable ParsedValue nullOrMapped(String text) {
        return nulls.contains(text) ? ParsedValue.NULL : mapped.get(text);
    }
}
