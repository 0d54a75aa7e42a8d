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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies a column's {@link ValueRules} before a value is parsed as its type. Columns with {@link ValueRules#PLAIN} have
 * no such reader, so the rules cost nothing where a contract has none. Not thread-safe.
 *
 * <p>The steps {@code clean}, {@code replace}, {@code null-if} and {@code map} apply to every text, also to one of a
 * column that does not accept texts: what is null or mapped after them is valid. {@code null-if} and {@code map} also
 * compare a number's literal and {@code true} or {@code false}.
 */
final class RuledReader extends ValueReader {
    private final ValueReader typed;
    private final Kind kind;
    private final Set<JsonKind> accepts;
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
        this.kind = type.kind();
        this.accepts = rules.accepts();
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
        this.readsLiterals = !nulls.isEmpty()
                || !mapped.isEmpty()
                || ((kind == Kind.VARCHAR || kind == Kind.BOOLEAN) && accepts.contains(JsonKind.NUMBER));
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
        String clean = Cleaner.cleaned(text, this.clean);
        if (clean == null) {
            return ParsedValue.NULL;
        }
        for (int i = 0; i < replace.size(); i++) {
            try {
                clean = replace.get(i).in(clean);
            } catch (ExpressionFailedException failed) {
                return ParsedValue.invalidValue(ReasonCode.ExpressionFailed, "replace[" + i + "]: " + failed.kind());
            }
        }
        ParsedValue known = nullOrMapped(clean);
        if (known != null) {
            return known;
        }
        boolean isNumber = kind == Kind.INTEGER || kind == Kind.BIGINT || kind == Kind.DOUBLE || kind == Kind.DECIMAL;
        return isNumber && accepts.contains(JsonKind.TEXT) ? numbers.read(clean, typed) : typed.text(clean);
    }

    @Override
    ParsedValue integer(long number) {
        return readsLiterals ? number(Long.toString(number)) : typed.integer(number);
    }

    @Override
    ParsedValue number(String literal) {
        if (kind == Kind.VARCHAR && accepts.contains(JsonKind.NUMBER)) {
            return text(literal);
        }
        ParsedValue known = nullOrMapped(literal);
        if (known != null) {
            return known;
        }
        if (kind == Kind.BOOLEAN && accepts.contains(JsonKind.NUMBER)) {
            return typed.text(literal);
        }
        return NumberText.fitsLong(literal) ? typed.integer(Long.parseLong(literal)) : typed.number(literal);
    }

    @Override
    ParsedValue bool(boolean value) {
        String literal = Boolean.toString(value);
        if (kind == Kind.VARCHAR && accepts.contains(JsonKind.BOOLEAN)) {
            return text(literal);
        }
        ParsedValue known = nullOrMapped(literal);
        return known == null ? typed.bool(value) : known;
    }

    private @Nullable ParsedValue nullOrMapped(String text) {
        return nulls.contains(text) ? ParsedValue.NULL : mapped.get(text);
    }
}
