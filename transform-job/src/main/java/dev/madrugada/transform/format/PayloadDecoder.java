package dev.madrugada.transform.format;

import dev.madrugada.common.contract.PayloadFormat;
import java.util.Optional;

/** Decodes the payloads of one format into JSON. An instance belongs to one task; it is not thread-safe. */
public interface PayloadDecoder {
    /** The largest decoded payload in bytes: 64 MiB. A record of Kinesis has at most 10 MiB. */
    int MAX_BYTES = 64 << 20;

    /**
     * The payload as JSON in UTF-8.
     *
     * @throws UndecodablePayloadException if the bytes are not in the format, or their JSON is larger than
     *     {@link #MAX_BYTES}
     */
    byte[] json(byte[] payload) throws UndecodablePayloadException;

    /**
     * The decoder of a format; empty for payloads that are JSON as they come.
     *
     * @throws IllegalArgumentException if the format's schema is not an Avro schema
     */
    static Optional<PayloadDecoder> of(PayloadFormat format) {
        return switch (format.kind()) {
            case JSON -> Optional.empty();
            case GZIP_JSON -> Optional.of(new GzipDecoder());
            case AVRO -> Optional.of(AvroDecoder.of(format));
        };
    }
}
