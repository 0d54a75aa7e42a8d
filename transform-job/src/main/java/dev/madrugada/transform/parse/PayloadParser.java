package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.transform.format.PayloadDecoder;
import dev.madrugada.transform.format.UndecodablePayloadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Parses payloads as the contract defines, in one pass over their bytes. A payload must be exactly one JSON object in
 * UTF-8, or, if the payload's objects make the rows, objects and arrays of objects one after the other; a byte-order mark
 * before them is skipped (RFC 8259, section 8.1). Each Spark task builds one parser. Not thread-safe.
 */
public final class PayloadParser {
    private final Payload payload;
    private final List<PlannedColumn> columns;
    private final List<PlannedColumn> positionColumns;
    private final int[] sharedColumns;
    private final int[] rowColumns;
    private final int unknownFieldsColumn;
    private final boolean hasSensitiveColumns;
    private final @Nullable PayloadDecoder decoder;
    private final FieldNode root;
    private final JsonScanner json = new JsonScanner();
    private long objects;
    private boolean hasReadObject;

    public PayloadParser(Payload payload) {
        this.payload = payload;
        this.columns = IntStream.range(0, payload.columns().size())
                .mapToObj(index -> new PlannedColumn(index, payload.columns().get(index)))
                .toList();
        this.positionColumns =
                columns.stream().filter(PlannedColumn::isPosition).toList();
        this.sharedColumns = indexes(column -> !column.isInRow() && !column.isOfUnknownFields());
        this.rowColumns = indexes(PlannedColumn::isInRow);
        this.unknownFieldsColumn = Arrays.stream(indexes(PlannedColumn::isOfUnknownFields))
                .findFirst()
                .orElse(-1);
        this.hasSensitiveColumns = columns.stream().anyMatch(PlannedColumn::isSensitive);
        this.decoder = PayloadDecoder.of(payload.format()).orElse(null);
        this.root = FieldNode.tree(hasRowsOfWhole() ? rowsPath() : "", knownPaths());
    }

    private int[] indexes(Predicate<PlannedColumn> which) {
        return columns.stream().filter(which).mapToInt(PlannedColumn::index).toArray();
    }

    private List<KnownPath> knownPaths() {
        List<KnownPath> knownPaths = new ArrayList<>();
        for (PlannedColumn column : columns) {
            if (!column.isOfUnknownFields() && !column.isPosition()) {
                knownPaths.add(KnownPath.of(column.fieldPath(), column.index(), KnownPath.Use.READ, column.type()));
            }
        }
        if (payload.rows() != null) {
            knownPaths.add(KnownPath.of(payload.rows(), rowsColumn(), KnownPath.Use.ROWS, null));
        }
        for (FieldPath ignored : payload.ignored()) {
            knownPaths.add(KnownPath.of(ignored, rowsColumn(), KnownPath.Use.IGNORE, null));
        }
        return knownPaths;
    }

    /** Parses one payload in the contract's format. */
    public ParsedPayload parse(byte @Nullable [] payload) {
        if (decoder == null || payload == null || payload.length == 0) {
            return parseJson(payload);
        }
        try {
            return parseJson(decoder.json(payload));
        } catch (UndecodablePayloadException undecodable) {
            return refused(PayloadBytes.unreadable(payload, ReasonCode.UndecodablePayload, undecodable.problem()));
        }
    }

    private ParsedPayload parseJson(byte @Nullable [] bytes) {
        Optional<Reason> refusal = PayloadBytes.refusal(bytes);
        if (bytes == null || refusal.isPresent()) {
            return refused(refusal.orElseThrow());
        }
        try {
            return new PayloadReader(json.open(bytes, 0, bytes.length), bytes, this).read();
        } catch (MalformedJsonException malformed) {
            return refused(PayloadBytes.unreadable(
                    bytes, ReasonCode.MalformedJson, "malformed JSON at byte " + malformed.offset()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot be read", impossible);
        }
    }

    /** A record that cannot be read at all. Its example would show values of sensitive columns too. */
    ParsedPayload refused(Reason reason) {
        Reason shown = hasSensitiveColumns ? new Reason(reason.code(), reason.column(), reason.detail()) : reason;
        return hasRows()
                ? new ParsedPayload(List.of(), List.of(shown))
                : ParsedPayload.oneRow(new @Nullable Object[columns.size()], List.of(shown));
    }

    /** The columns whose field occurred so far; the bit after the last column is set if any object was read. */
    public BitSet seen() {
        BitSet seen = new BitSet();
        root.markSeen(seen);
        if (hasReadObject) {
            columns.stream()
                    .filter(column -> column.isOfUnknownFields() || column.isPosition())
                    .forEach(column -> seen.set(column.index()));
        }
        seen.set(columns.size(), hasReadObject);
        return seen;
    }

    void noteObject() {
        hasReadObject = true;
    }

    /** The number of the next object or element, counted from 1 over all payloads. */
    long nextObject() {
        return ++objects;
    }

    List<PlannedColumn> columns() {
        return columns;
    }

    PlannedColumn column(int index) {
        return columns.get(index);
    }

    /** The columns that have the position of their row's element. */
    List<PlannedColumn> positionColumns() {
        return positionColumns;
    }

    /** The columns whose value all rows of a record share, except the column of the unknown fields. */
    int[] sharedColumns() {
        return sharedColumns;
    }

    /** The columns that have a value per row. */
    int[] rowColumns() {
        return rowColumns;
    }

    FieldNode root() {
        return root;
    }

    boolean hasRows() {
        return payload.rows() != null;
    }

    /** Whether each object of the payload makes a row. */
    boolean hasRowsOfWhole() {
        return FieldPath.PAYLOAD.equals(payload.rows());
    }

    /** The number that stands for the array that makes the rows where columns are meant. */
    int rowsColumn() {
        return columns.size();
    }

    /** The path of the array that makes the rows, for messages. */
    String rowsPath() {
        return String.valueOf(payload.rows());
    }

    boolean hasSensitiveColumns() {
        return hasSensitiveColumns;
    }

    /** The column that collects the unknown fields; -1 if there is none. */
    int unknownFieldsColumn() {
        return unknownFieldsColumn;
    }

    /** Whether the names of known fields are needed too: some are ignored, or the unknown ones inside them are kept. */
    boolean needsNames() {
        return keepsUnknownFields() || !payload.ignored().isEmpty();
    }

    boolean keepsUnknownFields() {
        return unknownFieldsColumn >= 0 && payload.unknownFields() == Payload.UnknownFields.KEEP;
    }

    boolean refusesUnknownFields() {
        return payload.unknownFields() == Payload.UnknownFields.QUARANTINE;
    }

    boolean refusesInvalidValues() {
        return payload.invalidValues() == Payload.InvalidValues.QUARANTINE;
    }
}
