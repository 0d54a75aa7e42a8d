package dev.madrugada.common.contract;

import dev.madrugada.common.contract.SourceColumn.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the contract's sections with expressions: {@code derived} and {@code checks}. */
final class ComputedSections {
    private final ColumnKeys columnKeys;
    private final KnownColumns known;

    /** @param known the columns of payload and lookups; the derived ones are added */
    ComputedSections(ColumnKeys columnKeys, KnownColumns known) {
        this.columnKeys = columnKeys;
        this.known = known;
    }

    List<DerivedColumn> derived(List<YamlNode> items) {
        List<DerivedColumn> all = new ArrayList<>();
        for (YamlNode item : items) {
            DerivedColumn derived = derived(item.mapping());
            known.add(derived);
            all.add(derived);
        }
        return all;
    }

    static List<Check> checks(List<YamlNode> items) {
        Set<String> names = new HashSet<>();
        return items.stream()
                .map(YamlNode::mapping)
                .map(one -> check(one, names))
                .toList();
    }

    private DerivedColumn derived(YamlMapping one) {
        Column column = columnKeys.plainColumn(one, "an expression's value is cast to a single value");
        YamlText expression = one.text("expression");
        Presence presence = one.isTrue("required") ? Presence.REQUIRED : Presence.OPTIONAL;
        return new DerivedColumn(
                isOfSensitiveColumns(expression.value()) ? column.asSensitive() : column,
                expression.value(),
                presence,
                expression.line());
    }

    /** What is computed of a sensitive value may reveal it. */
    private boolean isOfSensitiveColumns(String expression) {
        return known.columns().stream().anyMatch(column -> column.isSensitive() && column.isNamedIn(expression));
    }

    private static Check check(YamlMapping one, Set<String> names) {
        YamlText name = one.text("name").identifier();
        if (name.isThere() && !names.add(name.value())) {
            name.problem("another check has that name", "rename one of them");
        }
        YamlText expression = one.text("expression");
        return new Check(name.value(), expression.value(), expression.line());
    }
}
