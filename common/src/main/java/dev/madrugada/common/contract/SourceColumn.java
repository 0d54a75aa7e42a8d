package dev.madrugada.common.contract;

import java.io.Serializable;

/**
 * A column whose value is read from the payload.
 *
 * @param path the way from the payload's root to the value
 * @param presence whether a record without a value is refused
 * @param rules how the JSON value becomes a value of the column's type
 */
public record SourceColumn(Column column, FieldPath path, Presence presence, ValueRules rules) implements Serializable {
    /** Whether every record must have a value. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }
}
