package dev.madrugada.common.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The names a curated row's columns have, each of which stands for one column only. */
final class ColumnNames {
    /**
     * What Redshift gives every table itself; quotes do not help. The first seven are PostgreSQL's, the others its own.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">system columns</a>
     */
    static final Set<String> OF_THE_WAREHOUSE =
            Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "insertxid", "deletexid");

    /** What rules and expressions read as a value or an operator. Other words of SQL are quoted wherever we write them. */
    static final Set<String> LITERALS = Set.of("true", "false", "null", "not");

    private final Map<String, YamlText> taken = new LinkedHashMap<>();

    /** Reports a name that is no identifier, cannot be a column's, or is another column's already. */
    String claim(YamlText name) {
        name.identifier();
        if (OF_THE_WAREHOUSE.contains(name.value())) {
            name.problem("Redshift has a system column of that name in every table", "rename the column");
        }
        if (LITERALS.contains(name.value())) {
            name.problem(
                    "rules, expressions and SQL read that word as a value or an operator, not as a name",
                    "rename the column");
        }
        YamlText before = name.isThere() ? taken.putIfAbsent(name.value(), name) : null;
        if (before != null) {
            name.problem("it is " + before.path() + " already, on line " + before.line(), "rename one of them");
        }
        return name.value();
    }
}
