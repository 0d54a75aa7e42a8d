package dev.madrugada.common.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;

/** Deserialises a value from a JSON string with a parse function, such as {@code Instant::parse}. */
final class TextDeserializer<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    TextDeserializer(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
            return parse.apply(parser.getText());
        } catch (DateTimeException wrong) {
            throw context.weirdStringException(parser.getText(), handledType(), String.valueOf(wrong.getMessage()));
        }
    }
}
