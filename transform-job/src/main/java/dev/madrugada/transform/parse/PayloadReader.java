package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.madrugada.common.text.Spelling;
import dev.madrugada.transform.parse.PayloadParser.PlannedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one payload into the columns' values, in one pass over the JSON tokens. Use an instance once. */
final class PayloadReader {
    private final JsonParser json;
    private final byte[] payload;
    private final PayloadParser plan;
    private final @Nullable Object[] values;
    private final boolean[] hasInvalidValue;
    private final List<Reason> reasons = new ArrayList<>(0);
    private boolean hasDuplicateUnknownField;
    private int unknownFields;
    private String unknownField = "";
    private @Nullable String unknownValue;

    PayloadReader(JsonParser json, byte[] payload, PayloadParser plan) {
        this.json = json;
        this.payload = payload;
        this.plan = plan;
        this.values = new @Nullable Object[plan.columns().size()];
        this.hasInvalidValue = new boolean[values.length];
    }

    ParsedPayload read() throws IOException {
        JsonToken first = json.nextToken();
        if (first != JsonToken.START_OBJECT) {
            skip();
            String what = first == JsonToken.START_ARRAY ? "an array" : "a single value";
            Reason reason = isAtEnd()
                    ? new Reason(
                            ReasonCode.NotAnObject,
                            null,
                            "the payload is JSON but not an object: it is " + what,
                            Masked.of(payload))
                    : trailing();
            return ParsedPayload.refused(values.length, reason);
        }
        plan.noteObject();
        object(plan.root());
        if (!isAtEnd()) {
            return ParsedPayload.refused(values.length, trailing());
        }
        if (hasDuplicateUnknownField && plan.refusesInvalidValues()) {
            reasons.add(new Reason(
                    ReasonCode.DuplicateField, null, "a field that no column reads occurs twice in its object"));
        }
        if (unknownFields > 0 && plan.refusesUnknownFields()) {
            String others = unknownFields == 1 ? "" : "; " + (unknownFields - 1) + " more such fields";
            reasons.add(new Reason(
                    ReasonCode.UnknownField, null, "no column reads " + unknownField + others, unknownValue));
        }
        requireColumns();
        return ParsedPayload.oneRow(values, reasons);
    }

    private boolean isAtEnd() throws IOException {
        return json.nextToken() == null;
    }

    private Reason trailing() {
        long at = json.currentTokenLocation().getByteOffset();
        String what = json.currentToken() == JsonToken.START_OBJECT
                ? "another JSON object follows the first one"
                : "something follows the first JSON value";
        return new Reason(ReasonCode.MalformedJson, null, what + ", at byte " + at, Masked.of(payload));
    }

    private void object(FieldNode node) throws IOException {
        @Nullable Set<String> unknown = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            FieldNode field = node.field(name);
            JsonToken token = json.nextToken();
            if (field == null) {
                unknown = unknown == null ? new HashSet<>() : unknown;
                hasDuplicateUnknownField |= !unknown.add(name);
                noteUnknown(node, name);
                skip();
            } else if (field.isFirstIn(plan.recordNumber())) {
                value(field, token);
            } else {
                for (int column : field.columns()) {
                    duplicateField(column);
                }
                for (int column : field.nestedColumns()) {
                    duplicateField(column);
                }
                skip();
            }
        }
    }

    private void value(FieldNode field, JsonToken token) throws IOException {
        for (int column : field.columns()) {
            read(column, token);
        }
        if (token == JsonToken.START_OBJECT && field.hasFields()) {
            object(field);
            return;
        }
        if (token != JsonToken.VALUE_NULL) {
            for (int column : field.nestedColumns()) {
                invalidValue(column, ReasonCode.TypeMismatch, "'" + field.displayPath() + "' is not an object");
            }
        }
        skip();
    }

    private void read(int column, JsonToken token) throws IOException {
        PlannedColumn planned = plan.columns().get(column);
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        ParsedValue parsed = token == JsonToken.VALUE_STRING
                ? planned.reader().text(json.getText())
                : nonText(planned.reader(), token);
        if (parsed.invalidValue() == null) {
            values[column] = parsed.value();
        } else {
            invalidValue(column, parsed.invalidValue(), parsed.detail());
        }
    }

    private ParsedValue nonText(ValueReader reader, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT ->
                reader.readsLiterals() || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? reader.number(json.getText())
                        : reader.integer(json.getLongValue());
            case VALUE_NUMBER_FLOAT -> reader.number(json.getText());
            case VALUE_TRUE -> reader.bool(true);
            case VALUE_FALSE -> reader.bool(false);
            case START_ARRAY -> reader.mismatch("an array");
            default -> reader.mismatch("an object");
        };
    }

    private void duplicateField(int column) throws IOException {
        invalidValue(column, ReasonCode.DuplicateField, "the field occurs twice in its object");
    }

    /**
     * Notes that a column's value is invalid. The column's first invalid value becomes a reason; where the contract
     * turns invalid values into null, only a required column gets a reason.
     */
    private void invalidValue(int column, ReasonCode code, String detail) throws IOException {
        PlannedColumn planned = plan.columns().get(column);
        values[column] = null;
        if (!hasInvalidValue[column] && (plan.refusesInvalidValues() || planned.isRequired())) {
            reasons.add(new Reason(code, planned.name(), detail, currentExample()));
        }
        hasInvalidValue[column] = true;
    }

    private void requireColumns() {
        for (int column = 0; column < values.length; column++) {
            PlannedColumn planned = plan.columns().get(column);
            if (values[column] != null || hasInvalidValue[column]) {
                continue;
            }
            values[column] = planned.reader().defaultValue();
            if (values[column] == null && planned.isRequired()) {
                reasons.add(new Reason(ReasonCode.MissingRequired, planned.name(), "the value is missing or null"));
            }
        }
    }

    private void noteUnknown(FieldNode parent, String name) throws IOException {
        unknownFields++;
        if (unknownFields == 1 && plan.refusesUnknownFields()) {
            String meant = Spelling.nearest(name, parent.names())
                    .map(known -> " (did it mean " + known + "?)")
                    .orElse("");
            unknownField = "field '" + FieldName.printable(name) + "' of " + parent.displayPath() + meant;
            unknownValue = currentExample();
        }
    }

    /** The current token's value, masked, as a reason's example; null for a JSON null. */
    private @Nullable String currentExample() throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case START_OBJECT -> "{…}";
            case START_ARRAY -> "[…]";
            default -> Masked.of(json.getText());
        };
    }

    /** Skips the current value with everything nested in it, but still notes duplicate field names. */
    private void skip() throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                skip();
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            Set<String> names = new HashSet<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                hasDuplicateUnknownField |= !names.add(json.currentName());
                json.nextToken();
                skip();
            }
        }
    }
}
