package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of nested types from the bytes of their subtree. Plain values inside are read by
 * {@link ValueReader}s. Fields of a struct that its type does not have are skipped; the caller has checked them and the
 * duplicate fields already.
 */
abstract class NestedReader {
    private final ColumnType type;

    private NestedReader(ColumnType type) {
        this.type = type;
    }

    static NestedReader of(ColumnType type) {
        return switch (type.kind()) {
            case ARRAY -> new ArrayReader(type);
            case STRUCT -> new StructReader(type);
            case MAP -> new MapReader(type);
            default -> new PlainReader(type);
        };
    }

    /**
     * The value between the offsets, as {@link ParsedValue#value()} describes it; null for JSON's null.
     *
     * @throws InvalidPartException if the value, or a part of it, does not fit
     */
    final @Nullable Object read(byte[] bytes, int from, int to) throws IOException, InvalidPartException {
        JsonScanner json = new JsonScanner().open(bytes, from, to);
        json.next();
        return part(new Subtree(json));
    }

    /**
     * The value of the current token, of which the last token is current afterwards.
     *
     * @throws InvalidPartException if the value, or a part of it, does not fit
     */
    final @Nullable Object part(Subtree subtree) throws IOException, InvalidPartException {
        return subtree.token() == JsonToken.VALUE_NULL ? null : value(subtree);
    }

    abstract Object value(Subtree subtree) throws IOException, InvalidPartException;

    final InvalidPartException mismatch(Subtree subtree) throws IOException {
        return subtree.invalid(ParsedValue.invalidValue(
                ReasonCode.TypeMismatch, "expected " + type + ", found " + kind(subtree.token())));
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }

    /** The subtree that is read, with the path from its root to the current part. */
    static final class Subtree {
        private final JsonScanner json;
        private String path = "";

        Subtree(JsonScanner json) {
            this.json = json;
        }

        JsonToken token() {
            return Objects.requireNonNull(json.token());
        }

        /** Reads the current value, whose path is the current path and the step. */
        @Nullable
        Object part(String step, NestedReader reader) throws IOException, InvalidPartException {
            String parent = path;
            path = parent + step;
            Object value = reader.part(this);
            path = parent;
            return value;
        }

        Object valid(ParsedValue parsed) throws IOException, InvalidPartException {
            Object value = parsed.value();
            if (value == null) {
                throw invalid(parsed);
            }
            return value;
        }

        InvalidPartException invalid(ParsedValue parsed) throws IOException {
            ReasonCode code = parsed.invalidValue() == null ? ReasonCode.TypeMismatch : parsed.invalidValue();
            return new InvalidPartException(code, path, parsed.detail(), Tokens.example(json));
        }
    }

    private static final class PlainReader extends NestedReader {
        private final ValueReader reader;

        PlainReader(ColumnType type) {
            super(type);
            this.reader = ValueReader.of(type);
        }

        @Override
        Object value(Subtree subtree) throws IOException, InvalidPartException {
            return subtree.valid(
                    subtree.token() == JsonToken.VALUE_STRING
                            ? reader.text(subtree.json.text())
                            : Tokens.nonText(reader, subtree.json));
        }
    }

    private static final class ArrayReader extends NestedReader {
        private final NestedReader element;

        ArrayReader(ColumnType type) {
            super(type);
            this.element = of(type.parts().get(0).type());
        }

        @Override
        Object value(Subtree subtree) throws IOException, InvalidPartException {
            if (subtree.token() != JsonToken.START_ARRAY) {
                throw mismatch(subtree);
            }
            List<@Nullable Object> elements = new ArrayList<>();
            while (subtree.json.next() != JsonToken.END_ARRAY) {
                elements.add(subtree.part("[" + elements.size() + "]", element));
            }
            return elements;
        }
    }

    private static final class StructReader extends NestedReader {
        private final Map<String, Integer> positions = new HashMap<>();
        private final List<NestedReader> readers = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();

        StructReader(ColumnType type) {
            super(type);
            for (ColumnType.Part part : type.parts()) {
                positions.put(part.name(), readers.size());
                readers.add(of(part.type()));
                steps.add("." + new FieldPath.Field(part.name()));
            }
        }

        @Override
        Object value(Subtree subtree) throws IOException, InvalidPartException {
            if (subtree.token() != JsonToken.START_OBJECT) {
                throw mismatch(subtree);
            }
            @Nullable Object[] fields = new @Nullable Object[readers.size()];
            while (subtree.json.next() != JsonToken.END_OBJECT) {
                Integer position = positions.get(subtree.json.name());
                subtree.json.next();
                if (position == null) {
                    subtree.json.skipChildren();
                } else {
                    fields[position] = subtree.part(steps.get(position), readers.get(position));
                }
            }
            return Arrays.asList(fields);
        }
    }

    private static final class MapReader extends NestedReader {
        /** The path of every value: a key may be personal data, so it is in no message. */
        private static final String STEP = ".*";

        private final ValueReader key;
        private final NestedReader value;

        MapReader(ColumnType type) {
            super(type);
            this.key = ValueReader.of(type.parts().get(0).type());
            this.value = of(type.parts().get(1).type());
        }

        @Override
        Object value(Subtree subtree) throws IOException, InvalidPartException {
            if (subtree.token() != JsonToken.START_OBJECT) {
                throw mismatch(subtree);
            }
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            while (subtree.json.next() != JsonToken.END_OBJECT) {
                ParsedValue name = key.text(subtree.json.name());
                if (name.invalidValue() != null) {
                    throw subtree.invalid(
                            ParsedValue.invalidValue(name.invalidValue(), "a key of the map: " + name.detail()));
                }
                subtree.json.next();
                entries.put((String) subtree.valid(name), subtree.part(STEP, value));
            }
            return entries;
        }
    }
}
