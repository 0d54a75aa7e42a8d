package dev.madrugada.common.contract;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A join with a file of the dataset's folder, which adds the file's columns to each record.
 *
 * @param name the lookup's name, unique in the contract
 * @param file the file's name in the folder; its ending tells its format
 * @param fields the file's key fields; together their values are unique
 * @param on the record's columns whose values are searched in {@code fields}, in their order
 * @param columns the columns to add
 * @param missing what happens to a record whose value is not in the file
 */
public record Lookup(
        String name, String file, List<String> fields, List<String> on, List<LookupColumn> columns, Missing missing) {
    /** How the file is written. */
    public enum Format {
        CSV,
        PARQUET,
        /** One JSON object on each line. */
        JSON_LINES
    }

    /** What happens to a record whose value is not in the file. */
    public enum Missing {
        /** The record is refused. */
        QUARANTINE,
        /** The lookup's columns are null. */
        NULL
    }

    /** A column whose value comes from the file's field. */
    public record LookupColumn(Column column, String field) {}

    public Lookup {
        fields = List.copyOf(fields);
        on = List.copyOf(on);
        columns = List.copyOf(columns);
    }

    /** The file's format, which its ending tells: {@code .parquet}, {@code .jsonl}, {@code .ndjson}, {@code .json}, else CSV. */
    public Format format() {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return Format.PARQUET;
        }
        boolean isJson = Stream.of(".jsonl", ".ndjson", ".json").anyMatch(name::endsWith);
        return isJson ? Format.JSON_LINES : Format.CSV;
    }
}
