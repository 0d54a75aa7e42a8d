package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;

/**
 * A column whose value is read from the payload.
 *
 * @param path the field names from the payload's root to the value
 * @param presence whether a record without a value is refused
 * @param cleaning the cleaning steps for text values, in order
 */
public record SourceColumn(Column column, List<String> path, Presence presence, List<Cleaning> cleaning)
        implements Serializable {
    /** Whether every record must have a value. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    public SourceColumn {
        path = List.copyOf(path);
        cleaning = List.copyOf(cleaning);
    }
}
