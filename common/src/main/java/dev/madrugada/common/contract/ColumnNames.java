package dev.madrugada.common.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Checks that the names of a curated table's columns are valid and unique. */
final class ColumnNames {
    /**
     * Redshift's system columns, which every table has; a quoted column of the same name is refused too. The first seven
     * are PostgreSQL's, the last two are Redshift's own.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">system columns</a>
     */
    static final Set<String> SYSTEM_COLUMNS =
            Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "insertxid", "deletexid");

    /** Words that rules and expressions read as a value or an operator. Generated SQL quotes all other reserved words. */
    static final Set<String> LITERALS = Set.of("true", "false", "null", "not");

    private final Map<String, YamlText> used = new LinkedHashMap<>();

    /** Registers a column's name; reports a name that is not an identifier, is reserved, or is already in use. */
    String claim(YamlText name) {
        name.identifier();
        if (SYSTEM_COLUMNS.contains(name.value())) {
            name.problem("Redshift has a system column of that name in every table", "rename the column");
        }
        if (LITERALS.contains(name.value())) {
            name.problem(
                    "rules, expressions and SQL read that word as a value or an operator, not as a name",
                    "rename the column");
        }
        YamlText before = name.isThere() ? used.putIfAbsent(name.value(), name) : null;
        if (before != null) {
            name.problem(
                    "it is already the name of " + before.path() + ", on line " + before.line(), "rename one of them");
        }
        return name.value();
    }
}
