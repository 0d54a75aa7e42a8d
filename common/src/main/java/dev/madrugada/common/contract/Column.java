package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.Set;

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
}
