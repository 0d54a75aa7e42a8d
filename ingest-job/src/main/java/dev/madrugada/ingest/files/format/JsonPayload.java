package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON payload of a row. Decimals keep their scale and are written without an exponent; a double has the
 * fewest digits that give the same double again; NaN and the infinities, which JSON does not have, are texts.
 */
final class JsonPayload {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    private @Nullable JsonGenerator generator;

    /** Starts a payload; what was begun before has to be ended or discarded. */
    JsonGenerator begin() throws IOException {
        bytes.reset();
        JsonGenerator started = FACTORY.createGenerator(bytes);
        generator = started;
        return started;
    }

    byte[] end() throws IOException {
        JsonGenerator started = generator;
        if (started != null) {
            started.close();
            generator = null;
        }
        return bytes.toByteArray();
    }

    /** Forgets a payload that was begun. */
    void discard() throws IOException {
        var unused = end();
    }

    /** An instant in ISO 8601 with {@code Z}: {@code 2001-01-01T05:00:00.250Z}. */
    static String instant(long seconds, long nanos) {
        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(seconds, nanos));
    }

    /** A date and a time without a zone in ISO 8601: {@code 2001-01-01T05:00:00.25}. */
    static String local(long seconds, long nanos) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofEpochSecond(
                seconds + Math.floorDiv(nanos, NANOS_PER_SECOND),
                (int) Math.floorMod(nanos, NANOS_PER_SECOND),
                ZoneOffset.UTC));
    }
}
