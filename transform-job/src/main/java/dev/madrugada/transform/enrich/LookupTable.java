package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.Problems;
import dev.madrugada.transform.parse.ParsedValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The checked and typed content of a lookup's file. Each key occurs once and has the types of the columns that are
 * looked up.
 *
 * @param keyTypes the types of the key's values, in the lookup's order
 * @param rows the values of the lookup's columns by {@link #key}, each as {@link ParsedValue#value()}, in the file's
 *     order
 */
public record LookupTable(Lookup lookup, List<ColumnType> keyTypes, Map<List<Object>, List<@Nullable Object>> rows) {

    public LookupTable {
        keyTypes = List.copyOf(keyTypes);
        rows = Collections.unmodifiableMap(rows);
    }

    /**
     * Reads the lookups of a dataset, in the contract's order.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, with the file and its line or row: the file
     *     is not what its ending says, a field is not in the file, a key is missing or occurs twice, a value does not
     *     fit its column
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
        List<ColumnType> keyTypes =
                lookup.on().stream().map(on -> type(contract, lookup, on)).toList();
        List<Column> fields = new ArrayList<>();
        for (int i = 0; i < keyTypes.size(); i++) {
            fields.add(new Column(lookup.fields().get(i), keyTypes.get(i)));
        }
        lookup.columns()
                .forEach(from ->
                        fields.add(new Column(from.field(), from.column().type())));
        Problems problems = new Problems();
        LookupRows rows = new LookupRows(lookup, problems);
        switch (lookup.format()) {
            case CSV -> CsvLookup.read(bytes, fields, rows);
            case JSON_LINES -> JsonLinesLookup.read(bytes, fields, rows);
            case PARQUET -> ParquetLookup.read(bytes, fields, rows);
        }
        problems.throwIfAny("lookup " + lookup.name());
        return new LookupTable(lookup, keyTypes, rows.rows());
    }

    /**
     * The values of a key in the form in which {@link #rows} has them: equal numbers are equal keys, so that minus zero
     * finds zero.
     *
     * @param values of the types {@link #keyTypes}, none of them null
     */
    public static List<Object> key(List<? extends @Nullable Object> values) {
        List<Object> key = new ArrayList<>(values.size());
        for (Object value : values) {
            key.add(value instanceof Double number ? (Object) (number + 0.0) : Objects.requireNonNull(value));
        }
        return key;
    }

    private static ColumnType type(DatasetContract contract, Lookup lookup, String on) {
        List<Column> columns = contract.columns();
        return columns.stream()
                .filter(column -> column.name().equals(on))
                .map(Column::type)
                .findFirst()
                .orElseThrow(() -> EnrichFaults.noColumn(
                                lookup, on, columns.stream().map(Column::name).toList())
                        .exception());
    }
}
