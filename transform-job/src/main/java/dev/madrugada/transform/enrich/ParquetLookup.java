package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.transform.parse.ParsedValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lookup's Parquet file, whole and in this process: such a file is small. A field's type must be one that
 * {@link ParquetValue#of} can read as the declared type without loss. Problems name a row, counted from 1.
 */
final class ParquetLookup {
    private ParquetLookup() {}

    /** A field that is read: its position in the projected rows, its name, and how its values are read. */
    private record Cell(int at, String field, ParquetValue reader, ColumnType type) {}

    /**
     * Adds the file's rows, or its problems.
     *
     * @param fields the fields to read, with the types of their values
     */
    static void read(byte[] bytes, List<Column> fields, LookupRows rows) {
        try (ParquetFileReader reader = ParquetFileReader.open(new ParquetBytes(bytes))) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            if (!hasFields(schema, fields, rows)) {
                return;
            }
            Set<Type> read = new LinkedHashSet<>();
            fields.forEach(field -> read.add(schema.getType(field.name())));
            MessageType projection = new MessageType(schema.getName(), List.copyOf(read));
            List<Cell> cells = cells(projection, fields, rows);
            if (cells.size() == fields.size()) {
                reader.setRequestedSchema(projection);
                read(reader, schema, projection, cells, rows);
            }
        } catch (IOException | RuntimeException broken) {
            // The bytes are in memory, so only their content can be the cause.
            rows.problems().add(EnrichFaults.noParquet(rows.file(), broken));
        }
    }

    private static boolean hasFields(MessageType schema, List<Column> fields, LookupRows rows) {
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        List<Column> missing =
                fields.stream().filter(field -> !names.contains(field.name())).toList();
        missing.forEach(field -> rows.problems().add(EnrichFaults.noField(rows.file(), field.name(), names)));
        return missing.isEmpty();
    }

    private static List<Cell> cells(MessageType projection, List<Column> fields, LookupRows rows) {
        List<Cell> cells = new ArrayList<>();
        for (Column field : fields) {
            int at = projection.getFieldIndex(field.name());
            Type type = projection.getType(at);
            Optional<ParquetValue> reader = ParquetValue.of(type, field.type());
            reader.ifPresentOrElse(
                    found -> cells.add(new Cell(at, field.name(), found, field.type())),
                    () -> rows.problems()
                            .add(EnrichFaults.otherType(rows.file(), field, ParquetValue.described(type))));
        }
        return cells;
    }

    private static void read(
            ParquetFileReader reader, MessageType schema, MessageType projection, List<Cell> cells, LookupRows rows)
            throws IOException {
        long number = 0;
        for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
            RecordReader<Group> groups = new ColumnIOFactory()
                    .getColumnIO(projection, schema)
                    .getRecordReader(pages, new GroupRecordConverter(projection));
            for (long i = 0; i < pages.getRowCount(); i++) {
                number++;
                Group row = groups.read();
                List<@Nullable Object> values = new ArrayList<>(cells.size());
                List<String> invalid = new ArrayList<>(0);
                for (Cell cell : cells) {
                    values.add(value(cell, row, invalid));
                }
                if (!rows.add(number, values, invalid)) {
                    return;
                }
            }
        }
    }

    private static @Nullable Object value(Cell cell, Group row, List<String> invalid) {
        if (row.getFieldRepetitionCount(cell.at()) == 0) {
            return null;
        }
        ParsedValue parsed = cell.reader().read(row, cell.at());
        if (parsed.invalidValue() != null) {
            invalid.add(cell.field() + ": " + parsed.detail());
        }
        return parsed.value();
    }
}
