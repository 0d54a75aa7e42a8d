package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column of a dataset's records.
 *
 * @param name a lower-case identifier
 * @param description for people, on one line; empty if there is none
 */
public record Column(String name, ColumnType type, Set<Trait> traits, String description) implements Serializable {
    /** What a column is besides its name and type. */
    public enum Trait {
        /** Other columns use it; it is in no curated file, table and catalog. */
        HIDDEN,
        /** Its values are in no message, sample, page and log. */
        SENSITIVE
    }

    public Column {
        traits = Set.copyOf(traits);
    }

    /** A column without traits and description. */
    public Column(String name, ColumnType type) {
        this(name, type, Set.of(), "");
    }

    /** A column without a description. */
    public Column(String name, ColumnType type, Set<Trait> traits) {
        this(name, type, traits, "");
    }

    public boolean isHidden() {
        return traits.contains(Trait.HIDDEN);
    }

    public boolean isSensitive() {
        return traits.contains(Trait.SENSITIVE);
    }

    /** Whether a text of SQL names the column, in letters of any case. The name inside a literal counts too. */
    public boolean isNamedIn(String sql) {
        return Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(name) + "(?!\\w)")
                .matcher(sql)
                .find();
    }

    /** This column, with sensitive values. */
    Column asSensitive() {
        Set<Trait> more = new HashSet<>(traits);
        more.add(Trait.SENSITIVE);
        return new Column(name, type, more, description);
    }
}
