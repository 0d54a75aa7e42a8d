package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.CsvFile;
import dev.madrugada.transform.parse.ParsedValue;
import dev.madrugada.transform.parse.ValueReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a lookup's CSV file: numbers and booleans are plain texts, and nothing between two commas is null. */
final class CsvLookup {
    private CsvLookup() {}

    /** A field of the file: its index in a line, its name, and the reader for its values. */
    private record Cell(int at, String field, ValueReader reader) {}

    /**
     * Adds the file's rows, or its problems.
     *
     * @param fields the fields to read, with the types of their values
     */
    static void read(byte[] bytes, List<Column> fields, LookupRows rows) {
        CsvFile csv = CsvFile.read(rows.file(), bytes);
        List<Cell> cells = new ArrayList<>();
        for (Column field : fields) {
            int at = csv.fields().indexOf(field.name());
            if (at < 0) {
                rows.problems().add(EnrichFaults.noField(csv.name(), field.name(), csv.fields()));
            } else if (field.type().isNested()) {
                rows.problems().add(EnrichFaults.nested(csv.name(), field, "a CSV file has no nested values"));
            } else {
                cells.add(new Cell(at, field.name(), ValueReader.of(field.type())));
            }
        }
        if (cells.size() < fields.size()) {
            return;
        }
        for (CsvFile.Row line : csv.rows()) {
            List<@Nullable Object> values = new ArrayList<>(cells.size());
            List<String> invalid = new ArrayList<>(0);
            for (Cell cell : cells) {
                values.add(value(cell, line, invalid));
            }
            if (!rows.add(line.line(), values, invalid)) {
                return;
            }
        }
    }

    private static @Nullable Object value(Cell cell, CsvFile.Row line, List<String> invalid) {
        String text = line.values().get(cell.at());
        if (text == null) {
            return null;
        }
        ParsedValue parsed = cell.reader().plain(text);
        if (parsed.invalidValue() != null) {
            invalid.add(cell.field() + ": " + parsed.detail());
        }
        return parsed.value();
    }
}
