package dev.madrugada.common.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names a curated row's columns have, each of which stands for one column only. */
final class ColumnNames {
    private final Map<String, YamlText> taken = new LinkedHashMap<>();

    /** Reports a name that is no identifier or is another column's already. */
    String claim(YamlText name) {
        name.identifier();
        YamlText before = name.isThere() ? taken.putIfAbsent(name.value(), name) : null;
        if (before != null) {
            name.problem("it is " + before.path() + " already, on line " + before.line(), "rename one of them");
        }
        return name.value();
    }
}
