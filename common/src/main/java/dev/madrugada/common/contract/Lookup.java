package dev.madrugada.common.contract;

import java.util.List;

/**
 * A CSV file of the dataset's folder whose columns are added to each record.
 *
 * @param file its name in the folder; the first line names its fields
 * @param field the file's field that is looked up; each value stands there once
 * @param on the column whose value is looked up
 * @param missing what becomes of a record whose value is not in the file
 */
public record Lookup(String name, String file, String field, String on, List<LookupColumn> columns, Missing missing) {
    /** What becomes of a record whose value is not in the file. */
    public enum Missing {
        QUARANTINE,
        NULL
    }

    /** A column taken from the file's field. */
    public record LookupColumn(Column column, String field) {}

    public Lookup {
        columns = List.copyOf(columns);
    }
}
