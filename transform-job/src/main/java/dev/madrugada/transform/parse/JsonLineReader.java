package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.contract.ValueRules;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads single JSON objects, such as the lines of a lookup's file, with the readers of payloads: a value must have its
 * column's kind. Fields that no column reads are ignored. Not thread-safe.
 */
public final class JsonLineReader {
    private final List<Column> columns;
    private final PayloadParser parser;

    /**
     * Creates a reader.
     *
     * @param columns each is read from the field with its name; several may have one name
     */
    public JsonLineReader(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.parser = new PayloadParser(new Payload(
                columns.stream()
                        .map(column -> new SourceColumn(
                                column, FieldPath.of(column.name()), SourceColumn.Presence.OPTIONAL, ValueRules.PLAIN))
                        .toList(),
                Payload.UnknownFields.IGNORE,
                Payload.InvalidValues.QUARANTINE));
    }

    /**
     * The values of one line.
     *
     * @param values one per column, as {@link ParsedValue#value()}; null where the field is missing, null or invalid
     * @param reasons why the line is invalid; empty if it is valid
     */
    public record Line(List<@Nullable Object> values, List<Reason> reasons) {}

    public Line read(byte[] line) {
        ParsedPayload parsed = parser.parse(line);
        return new Line(parsed.values(), parsed.reasons());
    }

    /** The names of the fields that no line had; empty if no line was an object. */
    public List<String> neverSeen() {
        var seen = parser.seen();
        return IntStream.range(0, columns.size())
                .filter(column -> seen.get(columns.size()) && !seen.get(column))
                .mapToObj(column -> columns.get(column).name())
                .distinct()
                .toList();
    }
}
