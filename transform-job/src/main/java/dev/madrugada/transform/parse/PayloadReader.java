package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one payload into the columns' values, in one pass over the JSON tokens. Only the subtrees of columns of nested
 * types, and arrays whose elements are counted from the end, are read twice. Use an instance once.
 */
final class PayloadReader {
    private static final int[] NO_COLUMNS = {};
    private static final String INNER_DUPLICATE = "a field inside it occurs twice in its object";

    private final JsonScanner json;
    private final byte[] payload;
    private final PayloadParser plan;
    private final RecordValues record;
    private final UnreadFields unread;

    PayloadReader(JsonScanner json, byte[] payload, PayloadParser plan) {
        this.json = json;
        this.payload = payload;
        this.plan = plan;
        this.record = new RecordValues(plan);
        this.unread = new UnreadFields(plan);
    }

    ParsedPayload read() throws IOException {
        return plan.hasRowsOfWhole() ? objects() : oneObject();
    }

    /** Reads a row from each object: they follow each other, or are elements of arrays. */
    private ParsedPayload objects() throws IOException {
        record.beginRows();
        int number = 0;
        boolean isInArray = false;
        for (JsonToken token = json.next(); token != null; token = json.next()) {
            if (token == (isInArray ? JsonToken.END_ARRAY : JsonToken.START_ARRAY)) {
                isInArray = !isInArray;
            } else if (token == JsonToken.START_OBJECT) {
                plan.noteObject();
                row(plan.root(), number++, 0);
            } else {
                return notAnObject("value " + number + " of the payload", token);
            }
        }
        unread.addReasons(record);
        return record.parsed(KeptFields.WHOLE_ROW);
    }

    /** Refuses the payload for its current value, unless what follows is malformed. */
    private ParsedPayload notAnObject(String value, @Nullable JsonToken token) throws IOException {
        while (!isAtEnd()) {
            // Each token is checked.
        }
        String what = token == JsonToken.START_ARRAY ? "an array" : "a single value";
        String detail = value + " is JSON but not an object: it is " + what;
        return plan.refused(new Reason(ReasonCode.NotAnObject, null, detail, Masked.of(payload)));
    }

    private ParsedPayload oneObject() throws IOException {
        JsonToken first = json.next();
        if (first != JsonToken.START_OBJECT) {
            skip(NO_COLUMNS);
            return isAtEnd() ? notAnObject("the payload", first) : plan.refused(trailing());
        }
        plan.noteObject();
        KeptFields kept = object(plan.root());
        if (!isAtEnd()) {
            return plan.refused(trailing());
        }
        unread.addReasons(record);
        return record.parsed(kept);
    }

    private boolean isAtEnd() throws IOException {
        return json.next() == null;
    }

    private Reason trailing() {
        int at = json.start();
        String what = json.token() == JsonToken.START_OBJECT
                ? "another JSON object follows the first one"
                : "something follows the first JSON value";
        return new Reason(ReasonCode.MalformedJson, null, what + ", at byte " + at, Masked.of(payload));
    }

    /** Reads an object whose first token is current; the result are its unknown fields, if the contract keeps them. */
    private @Nullable KeptFields object(FieldNode node) throws IOException {
        long number = plan.nextObject();
        @Nullable Set<String> others = null;
        @Nullable KeptFields kept = null;
        @Nullable FieldNode previous = null;
        while (json.next() != JsonToken.END_OBJECT) {
            FieldNode field = node.field(json, previous);
            String name = field == null || plan.needsNames() || field.isAnyFieldOf(node) ? json.name() : "";
            JsonToken token = Objects.requireNonNull(json.next());
            boolean isFirst;
            if (field == null || field.isAnyFieldOf(node)) {
                others = others == null ? new HashSet<>() : others;
                isFirst = others.add(name);
            } else {
                isFirst = field.isFirstIn(number);
                previous = field;
            }
            if (field == null || field.isUnknown(token)) {
                String text = unknown(node, name, isFirst);
                if (text != null) {
                    kept = kept == null ? KeptFields.object() : kept;
                    kept.add(name, text);
                }
            } else if (isFirst) {
                KeptFields nested = value(field, token);
                if (nested != null) {
                    kept = kept == null ? KeptFields.object() : kept;
                    kept.add(name, nested);
                }
            } else {
                duplicate(node, field);
            }
        }
        return kept;
    }

    /** Reads an array whose first token is current; the result are the unknown fields of its elements. */
    private @Nullable KeptFields array(FieldNode node) throws IOException {
        int length = node.countsFromEnd() ? arrayLength() : 0;
        @Nullable KeptFields kept = null;
        if (node.isRows()) {
            record.beginRows();
        }
        for (int index = 0; json.next() != JsonToken.END_ARRAY; index++) {
            if (node.isRows()) {
                row(node, index, length);
                kept = plan.keepsUnknownFields() ? KeptFields.ROW : null;
                continue;
            }
            KeptFields nested = element(node, index, length);
            if (nested != null) {
                kept = kept == null ? KeptFields.array() : kept;
                kept.add(nested);
            }
        }
        return kept;
    }

    /** Reads the element that makes a row. */
    private void row(FieldNode node, int index, int length) throws IOException {
        record.beginRow();
        record.endRow(element(node, index, length));
    }

    private @Nullable KeptFields element(FieldNode node, int index, int length) throws IOException {
        FieldNode element = node.element(index, length);
        if (element == null) {
            skip(node.enclosingColumns());
            return null;
        }
        element.isFirstIn(plan.nextObject());
        return value(element, Objects.requireNonNull(json.token()));
    }

    /** The number of the current array's elements. If the JSON is malformed, the main pass will find that too. */
    private int arrayLength() throws IOException {
        int length = 0;
        try {
            JsonScanner ahead = new JsonScanner().open(payload, json.start(), payload.length);
            ahead.next();
            while (ahead.next() != JsonToken.END_ARRAY) {
                ahead.skipChildren();
                length++;
            }
        } catch (MalformedJsonException malformed) {
            return length;
        }
        return length;
    }

    private @Nullable KeptFields value(FieldNode node, JsonToken token) throws IOException {
        for (int column : node.scalarColumns()) {
            read(plan.column(column), token);
        }
        if (node.nestedColumns().length == 0) {
            return parts(node, token);
        }
        int from = json.start();
        KeptFields kept = parts(node, token);
        if (token != JsonToken.VALUE_NULL) {
            int to = json.end();
            for (int column : node.nestedColumns()) {
                readNested(plan.column(column), from, to);
            }
        }
        return kept;
    }

    /** Reads the fields or elements of a value, to its last token. */
    private @Nullable KeptFields parts(FieldNode node, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_NULL) {
            if (token != JsonToken.START_OBJECT) {
                mismatch(node, node.objectColumns(), "is not an object");
            }
            if (token != JsonToken.START_ARRAY) {
                mismatch(node, node.arrayColumns(), "is not an array");
            }
        }
        if (token == JsonToken.START_OBJECT && node.hasFields()) {
            return object(node);
        }
        if (token == JsonToken.START_ARRAY && node.hasElements()) {
            return array(node);
        }
        skip(node.enclosingColumns());
        return null;
    }

    private void mismatch(FieldNode node, int[] columns, String what) throws IOException {
        for (int column : columns) {
            String detail = "'" + record.at(node.displayPath()) + "' " + what;
            record.invalid(column, ReasonCode.TypeMismatch, detail, Tokens.example(json));
        }
    }

    private void read(PlannedColumn column, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        ParsedValue parsed = token == JsonToken.VALUE_STRING
                ? column.reader().text(json.text())
                : Tokens.nonText(column.reader(), json);
        record.set(column.index(), parsed, parsed.invalidValue() == null ? null : Tokens.example(json));
    }

    private void readNested(PlannedColumn column, int from, int to) throws IOException {
        if (record.isInvalid(column.index())) {
            return;
        }
        if (column.isJson()) {
            record.set(column.index(), JsonText.read(payload, from, to), "{…}");
            return;
        }
        try {
            record.setValue(column.index(), column.nested().read(payload, from, to));
        } catch (InvalidPartException invalid) {
            record.invalidValue(column.index(), invalid.path(), invalid.code(), invalid.detail(), invalid.example());
        }
    }

    private void duplicate(FieldNode parent, FieldNode field) throws IOException {
        if (parent.enclosingColumns().length > 0) {
            duplicate(parent.enclosingColumns(), "'" + field.displayPath() + "' occurs twice in its object");
        }
        duplicate(field.affectedColumns(), "the field occurs twice in its object");
        skip(field.enclosingColumns());
    }

    /** @param columns the columns that become invalid; none if no column reads the field */
    private void duplicate(int[] columns, String detail) throws IOException {
        if (columns.length == 0) {
            unread.noteDuplicate();
        }
        for (int column : columns) {
            record.invalidValue(column, "", ReasonCode.DuplicateField, detail, Tokens.example(json));
        }
    }

    /** Skips a field that no column reads; the result is its value's text, if the contract keeps such fields. */
    private @Nullable String unknown(FieldNode parent, String name, boolean isFirst) throws IOException {
        int[] columns = parent.enclosingColumns();
        boolean isKept = plan.keepsUnknownFields() && !parent.knowsEveryField();
        if (isKept) {
            columns = Arrays.copyOf(columns, columns.length + 1);
            columns[columns.length - 1] = plan.unknownFieldsColumn();
        }
        if (!isFirst) {
            duplicate(columns, INNER_DUPLICATE);
        }
        if (!parent.knowsEveryField()) {
            unread.noteUnknown(record.at(parent.displayPath()), parent.names(), name, json);
        }
        int from = isKept ? json.start() : 0;
        skip(columns);
        return isKept ? new String(payload, from, json.end() - from, StandardCharsets.UTF_8) : null;
    }

    /**
     * Skips the current value with everything nested in it, but still notes duplicate field names.
     *
     * @param enclosing the columns that become invalid if a field occurs twice; none if no column reads the value
     */
    private void skip(int[] enclosing) throws IOException {
        if (json.token() == JsonToken.START_ARRAY) {
            while (json.next() != JsonToken.END_ARRAY) {
                skip(enclosing);
            }
        } else if (json.token() == JsonToken.START_OBJECT) {
            Set<String> names = new HashSet<>();
            while (json.next() != JsonToken.END_OBJECT) {
                boolean isFirst = names.add(json.name());
                json.next();
                if (!isFirst) {
                    duplicate(enclosing, INNER_DUPLICATE);
                }
                skip(enclosing);
            }
        }
    }
}
