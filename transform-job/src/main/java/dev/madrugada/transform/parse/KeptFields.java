package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unknown fields of an object or an array, nested as in the payload. Of an array it has the elements with unknown
 * fields, in their order; of the array that makes the rows, a row has only its own element.
 */
final class KeptFields {
    /** The place of the row's element in an array. */
    static final KeptFields ROW = new KeptFields('[', ']');

    /** The row's object, if the payload's objects make the rows. */
    static final KeptFields WHOLE_ROW = new KeptFields('{', '}');

    private final char open;
    private final char close;
    private final List<String> prefixes = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private KeptFields(char open, char close) {
        this.open = open;
        this.close = close;
    }

    static KeptFields object() {
        return new KeptFields('{', '}');
    }

    static KeptFields array() {
        return new KeptFields('[', ']');
    }

    /** Adds an unknown field with its value's JSON text. */
    void add(String name, String json) {
        prefixes.add(prefix(name));
        values.add(json);
    }

    /** Adds a known field that has unknown fields. */
    void add(String name, KeptFields nested) {
        prefixes.add(prefix(name));
        values.add(nested);
    }

    /** Adds an element that has unknown fields. */
    void add(KeptFields element) {
        prefixes.add("");
        values.add(element);
    }

    private static String prefix(String name) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":";
    }

    /**
     * The JSON text; null if there is no unknown field.
     *
     * @param row the unknown fields of the row's element; null if it has none
     */
    @Nullable
    String text(@Nullable KeptFields row) {
        if (this == WHOLE_ROW) {
            return row == null ? null : row.text(null);
        }
        if (this == ROW) {
            String element = row == null ? null : row.text(null);
            return element == null ? null : open + element + close;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            String json = value instanceof KeptFields nested ? nested.text(row) : (String) value;
            if (json != null) {
                text.append(text.isEmpty() ? open : ',').append(prefixes.get(i)).append(json);
            }
        }
        return text.isEmpty() ? null : text.append(close).toString();
    }
}
