package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;

/** How a record's payload, one JSON object, is mapped to columns. */
public record Payload(List<SourceColumn> columns, UnknownFields unknownFields, InvalidValues invalidValues)
        implements Serializable {
    /** What happens to a record with a field that no column reads. */
    public enum UnknownFields {
        /** The field is ignored. */
        IGNORE,
        /** The record is refused. */
        QUARANTINE
    }

    /** What happens to a record with a value that does not fit its column's type. */
    public enum InvalidValues {
        /** The record is refused. */
        QUARANTINE,
        /** The value becomes null; the record is refused only if the column is required. */
        NULL
    }

    public Payload {
        columns = List.copyOf(columns);
    }
}
