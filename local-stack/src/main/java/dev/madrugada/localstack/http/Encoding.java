package dev.madrugada.localstack.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The two encodings of the AWS JSON protocol. Bytes are base64 text in JSON and a byte string in CBOR. Timestamps are
 * seconds with a fraction in JSON and milliseconds in CBOR, as the AWS SDK for Java 2.35.5 writes and reads them.
 */
public enum Encoding {
    JSON("application/x-amz-json-1.1", new ObjectMapper()) {
        @Override
        public JsonNode timestamp(Instant instant) {
            return DecimalNode.valueOf(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }

        @Override
        Instant instant(JsonNode node) {
            return Instant.ofEpochMilli(node.decimalValue().movePointRight(3).longValue());
        }
    },
    CBOR("application/x-amz-cbor-1.1", new CBORMapper()) {
        @Override
        public JsonNode timestamp(Instant instant) {
            return LongNode.valueOf(instant.toEpochMilli());
        }

        @Override
        Instant instant(JsonNode node) {
            return Instant.ofEpochMilli(node.longValue());
        }
    };

    private final String contentType;

    @SuppressWarnings("ImmutableEnumChecker") // the mapper is thread-safe, because its configuration does not change
    private final ObjectMapper mapper;

    Encoding(String contentType, ObjectMapper mapper) {
        this.contentType = contentType;
        this.mapper = mapper;
    }

    /** The encoding of a request, by its Content-Type. The response uses the same encoding. */
    public static Encoding of(AwsRequest request) {
        return request.header("content-type").startsWith(CBOR.contentType) ? CBOR : JSON;
    }

    public String contentType() {
        return contentType;
    }

    /** The instant in this encoding. */
    public abstract JsonNode timestamp(Instant instant);

    abstract Instant instant(JsonNode node);

    /** The bytes as a node that both encodings can write. */
    public JsonNode bytes(byte[] bytes) {
        return BinaryNode.valueOf(bytes);
    }

    /** The fields of a request's body; an empty object if the body is empty. */
    public JsonNode read(byte[] body) throws ServiceException {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw new ServiceException("SerializationException", "the body is not " + contentType + ": " + e);
        }
    }

    public AwsResponse response(int status, ObjectNode body) throws JsonProcessingException {
        return new AwsResponse(status, contentType, mapper.writeValueAsBytes(body));
    }

    public AwsResponse error(int status, ServiceException e) throws JsonProcessingException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", e.code());
        body.put("message", e.getMessage());
        return response(status, body);
    }
}
