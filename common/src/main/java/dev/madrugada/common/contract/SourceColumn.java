package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;

/**
 * A column read from the payload.
 *
 * @param path the field names from the payload's root to the value
 * @param presence whether a record without it is refused
 */
public record SourceColumn(Column column, List<String> path, Presence presence, List<Cleaning> cleaning)
        implements Serializable {
    /** Whether a record may lack a value. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    public SourceColumn {
        path = List.copyOf(path);
        cleaning = List.copyOf(cleaning);
    }
}
