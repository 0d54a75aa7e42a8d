package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Column.Trait;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads the keys that every column has, whatever its section: {@code name}, {@code type}, {@code hidden}, {@code
 * sensitive}, {@code description}.
 */
final class ColumnKeys {
    /** Placeholder for a type that is missing or invalid; it differs from every valid type. */
    static final ColumnType UNREAD = new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, 0);

    private final ColumnNames names = new ColumnNames();

    ColumnNames names() {
        return names;
    }

    Column column(YamlMapping one) {
        String name = names.claim(one.text("name"));
        ColumnType type = one.text("type").parsed(ColumnType::parse, UNREAD);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (one.isTrue("hidden")) {
            traits.add(Trait.HIDDEN);
        }
        if (one.isTrue("sensitive")) {
            traits.add(Trait.SENSITIVE);
        }
        String description = one.text("description", "")
                .matching(
                        "[^\\p{Cntrl}]{1,255}",
                        "the catalog takes one line of at most 255 characters",
                        "shorten it, or put it on one line")
                .value();
        return new Column(name, type, traits, description);
    }

    /** A type with its article, such as {@code an integer}. */
    static String withArticle(ColumnType type) {
        String name = type.toString();
        return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    /** Reads a column of a section whose columns hold single values: it reports nested types and JSON. */
    Column plainColumn(YamlMapping one, String why) {
        Column column = column(one);
        if (column.type().isSemiStructured()) {
            one.text("type").problem(why, "use another type, or cast it to a varchar in an expression");
        }
        return column;
    }
}
