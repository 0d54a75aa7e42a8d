package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a record's payload, one object or several, is mapped to columns.
 *
 * @param rows the array of which each element makes a row, {@link FieldPath#PAYLOAD} if each of the payload's objects does;
 *     null if a record makes one row
 * @param ignored paths of fields that no column reads and that are not unknown
 */
public record Payload(
        List<SourceColumn> columns,
        UnknownFields unknownFields,
        InvalidValues invalidValues,
        PayloadFormat format,
        @Nullable FieldPath rows,
        List<FieldPath> ignored)
        implements Serializable {
    /** What happens to a record with a field that no column reads. */
    public enum UnknownFields {
        /** The field is ignored. */
        IGNORE,
        /** The record is refused. */
        QUARANTINE,
        /** The column whose path is {@link FieldPath#UNKNOWN_FIELDS} collects such fields. */
        KEEP
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
        ignored = List.copyOf(ignored);
    }

    /** A payload of one JSON object and one row. */
    public Payload(List<SourceColumn> columns, UnknownFields unknownFields, InvalidValues invalidValues) {
        this(columns, unknownFields, invalidValues, PayloadFormat.JSON, null, List.of());
    }

    /** This payload with another format. */
    Payload withFormat(PayloadFormat other) {
        return new Payload(columns, unknownFields, invalidValues, other, rows, ignored);
    }
}
