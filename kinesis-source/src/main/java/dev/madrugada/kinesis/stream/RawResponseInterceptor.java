package dev.madrugada.kinesis.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Takes the response of GetRecords before the SDK unmarshals it, and passes an empty response to the SDK. Unmarshalling
 * costs more than all other steps of a read. Signing, errors, throttling and connections remain with the SDK. The
 * interceptor takes only CBOR responses with status 200 to requests that have a {@link RawResponse}. All other
 * responses go to the SDK unchanged.
 */
final class RawResponseInterceptor implements ExecutionInterceptor {

    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final String CHECKSUM = "x-amz-crc32";
    private static final String LENGTH = "Content-Length";

    /** An empty map in CBOR. */
    private static final byte[] EMPTY_MAP = {(byte) 0xA0};

    /**
     * Several times the largest page of the service. A response with a larger Content-Length gets its memory as the
     * bytes arrive.
     */
    private static final int MAX_PREALLOCATED_BYTES = 64 << 20;

    /**
     * Removes the headers of the original content. The SDK would otherwise check the empty response against these
     * headers.
     */
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (rawResponseOf(context, attributes) == null) {
            return context.httpResponse();
        }
        return context.httpResponse().toBuilder()
                .removeHeader(CHECKSUM)
                .removeHeader(LENGTH)
                .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        RawResponse body = rawResponseOf(context, attributes);
        if (body == null) {
            return context.responseBody();
        }
        // The headers are still the original ones: the SDK passes the same context to both methods.
        byte[] bytes = read(context.responseBody().orElseThrow(), context.httpResponse());
        check(bytes, context.httpResponse());
        body.fill(bytes);
        return Optional.of(new ByteArrayInputStream(EMPTY_MAP));
    }

    private static @Nullable RawResponse rawResponseOf(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        boolean isPlainCbor = response.statusCode() == 200
                && context.responseBody().isPresent()
                && response.firstMatchingHeader("Content-Type")
                        .filter(CBOR::equals)
                        .isPresent()
                && response.firstMatchingHeader("Content-Encoding").isEmpty();
        return isPlainCbor ? attributes.getAttribute(RawResponse.ATTRIBUTE) : null;
    }

    private static byte[] read(InputStream from, SdkHttpResponse response) {
        long contentLength = number(response, LENGTH, -1);
        try (from) {
            if (contentLength < 0 || contentLength > MAX_PREALLOCATED_BYTES) {
                return from.readAllBytes();
            }
            byte[] bytes = new byte[(int) contentLength];
            if (from.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new MalformedPageException("it is shorter than its Content-Length");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(byte[] bytes, SdkHttpResponse response) {
        if (response.firstMatchingHeader(CHECKSUM).isEmpty()) {
            return;
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != number(response, CHECKSUM, -1)) {
            throw new MalformedPageException("its CRC-32 does not match the header");
        }
    }

    /** The number in a header; {@code otherwise} if the header is missing or not a number. */
    private static long number(SdkHttpResponse response, String header, long otherwise) {
        try {
            return response.firstMatchingHeader(header).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
