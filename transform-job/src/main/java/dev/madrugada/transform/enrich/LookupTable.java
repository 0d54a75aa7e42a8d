package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.CsvFile;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.Problems;
import dev.madrugada.transform.parse.ParsedValue;
import dev.madrugada.transform.parse.ValueReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The checked and typed content of a lookup's file. Each key occurs once and has the type of the column that is looked
 * up.
 *
 * @param rows the key, then the lookup's columns, each as {@link ParsedValue#value()}
 */
public record LookupTable(Lookup lookup, ColumnType keyType, List<Row> rows) {
    private static final int MAX_PROBLEMS = 20;

    public LookupTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads the lookups of a dataset, in the contract's order.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, with file and line: the file is not CSV, a
     *     field is not in the file, a key is missing or occurs twice, a value does not fit its column
     */
    public static List<LookupTable> of(DatasetFolder folder) {
        return folder.contract().lookups().stream()
                .map(lookup -> read(
                        folder.contract(),
                        lookup,
                        Objects.requireNonNull(folder.files().get(lookup.file()), lookup.file())))
                .toList();
    }

    /**
     * Reads one lookup's file.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, as {@link #of}
     */
    public static LookupTable read(DatasetContract contract, Lookup lookup, byte[] bytes) {
        CsvFile csv = CsvFile.read(lookup.file(), bytes);
        Problems problems = new Problems();
        ColumnType keyType = keyType(contract, lookup);
        List<Cell> cells = new ArrayList<>();
        cells.add(cell(csv, lookup.fields().get(0), keyType, problems));
        lookup.columns()
                .forEach(from -> cells.add(cell(csv, from.field(), from.column().type(), problems)));
        List<Row> rows = problems.count() == 0 ? rows(csv, cells, problems) : List.of();
        problems.throwIfAny("lookup " + lookup.name());
        return new LookupTable(lookup, keyType, rows);
    }

    /** A field of the file: its index in a line, its name, and the reader for its values. */
    private record Cell(int at, String field, ValueReader reader) {}

    private static Cell cell(CsvFile csv, String field, ColumnType type, Problems problems) {
        int at = csv.fields().indexOf(field);
        if (at < 0) {
            problems.add(EnrichFaults.noField(csv, field));
        }
        return new Cell(at, field, ValueReader.of(type));
    }

    private static List<Row> rows(CsvFile csv, List<Cell> cells, Problems problems) {
        Map<Object, Long> lineOfKey = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (CsvFile.Row line : csv.rows()) {
            @Nullable Object[] values = new @Nullable Object[cells.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(csv, cells.get(i), line, problems);
            }
            if (values[0] == null) {
                problems.add(EnrichFaults.badRow(csv, line, "the key is missing"));
            } else {
                Long before = lineOfKey.putIfAbsent(values[0], line.line());
                if (before != null) {
                    problems.add(EnrichFaults.badRow(csv, line, "the key is already on line " + before));
                }
            }
            if (problems.count() >= MAX_PROBLEMS) {
                problems.add(EnrichFaults.moreBadRows(csv));
                return rows;
            }
            rows.add(RowFactory.create(values));
        }
        return rows;
    }

    private static @Nullable Object value(CsvFile csv, Cell cell, CsvFile.Row line, Problems problems) {
        String text = line.values().get(cell.at());
        if (text == null) {
            return null;
        }
        ParsedValue parsed = cell.reader().plain(text);
        if (parsed.invalidValue() != null) {
            problems.add(EnrichFaults.badRow(csv, line, cell.field() + ": " + parsed.detail()));
        }
        return parsed.value();
    }

    private static ColumnType keyType(DatasetContract contract, Lookup lookup) {
        List<Column> columns = contract.curatedColumns();
        return columns.stream()
                .filter(column -> column.name().equals(lookup.on().get(0)))
                .map(Column::type)
                .findFirst()
                .orElseThrow(() -> EnrichFaults.noColumn(
                                lookup, columns.stream().map(Column::name).toList())
                        .exception());
    }
}
