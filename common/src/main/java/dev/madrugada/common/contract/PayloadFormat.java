package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a payload's bytes hold its object.
 *
 * @param avroSchema the name of the file in the dataset's folder with the schema; null unless the kind is AVRO
 * @param schemaText the content of that file; null until {@link DatasetFolder} has read it
 */
public record PayloadFormat(
        Kind kind,
        Framing framing,
        @Nullable String avroSchema,
        @Nullable String schemaText) implements Serializable {
    /** One JSON object as UTF-8. */
    public static final PayloadFormat JSON = new PayloadFormat(Kind.JSON, Framing.NONE, null);

    /** The kinds of encoding. */
    public enum Kind {
        JSON,
        /** JSON, compressed by gzip: one member or several. */
        GZIP_JSON,
        /** One Avro datum in binary encoding. */
        AVRO
    }

    /** What stands before an Avro datum. */
    public enum Framing {
        NONE,
        /** A zero byte and a schema's number of four bytes, as Confluent's serializers write it. */
        CONFLUENT,
        /** Two marker bytes and the schema's fingerprint of eight bytes, Avro's single-object encoding. */
        SINGLE_OBJECT
    }

    /** A format whose schema has not been read. */
    public PayloadFormat(Kind kind, Framing framing, @Nullable String avroSchema) {
        this(kind, framing, avroSchema, null);
    }

    /** This format with the content of its schema's file. */
    PayloadFormat withSchemaText(String text) {
        return new PayloadFormat(kind, framing, avroSchema, text);
    }

    /** The name of the file with the Avro schema. */
    public Optional<String> schemaFile() {
        return Optional.ofNullable(avroSchema);
    }
}
