package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;

/** How a record's payload (one JSON object) becomes columns. */
public record Payload(List<SourceColumn> columns, UnknownFields unknownFields, InvalidValues invalidValues)
        implements Serializable {
    /** What becomes of a record with a field that no column reads. */
    public enum UnknownFields {
        IGNORE,
        QUARANTINE
    }

    /** What becomes of a record with a value that does not fit its column's type. */
    public enum InvalidValues {
        QUARANTINE,
        /** The value becomes null, and the record stays, unless the column is required. */
        NULL
    }

    public Payload {
        columns = List.copyOf(columns);
    }
}
