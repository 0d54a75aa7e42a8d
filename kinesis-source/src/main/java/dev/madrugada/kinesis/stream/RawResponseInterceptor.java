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
 * Takes pages off the wire before the SDK makes objects of them, which costs more than all the rest of reading, and
 * leaves the SDK an empty answer. Signing, errors, throttling and connections stay the SDK's. It takes nothing but
 * answers of 200 in CBOR to requests that carry a {@link RawResponse}; any other is the SDK's as ever.
 */
final class RawResponseInterceptor implements ExecutionInterceptor {

    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final String CHECKSUM = "x-amz-crc32";
    private static final String LENGTH = "Content-Length";

    /** A map with nothing in it, in CBOR. */
    private static final byte[] NOTHING = {(byte) 0xA0};

    /** Several times what the service puts into a page. What is said to be larger gets memory only as it comes. */
    private static final int LARGEST_FORETOLD = 64 << 20;

    /** The headers speak of the content that is taken out; the SDK would check what is left against them. */
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (tapped(context, attributes) == null) {
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
        RawResponse body = tapped(context, attributes);
        if (body == null) {
            return context.responseBody();
        }
        // Unchanged yet: the SDK hands both methods the same context.
        byte[] bytes = read(context.responseBody().orElseThrow(), context.httpResponse());
        check(bytes, context.httpResponse());
        body.fill(bytes);
        return Optional.of(new ByteArrayInputStream(NOTHING));
    }

    private static @Nullable RawResponse tapped(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
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
        long foretold = number(response, LENGTH, -1);
        try (from) {
            if (foretold < 0 || foretold > LARGEST_FORETOLD) {
                return from.readAllBytes();
            }
            byte[] bytes = new byte[(int) foretold];
            if (from.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new MalformedPageException("it is shorter than announced");
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
            throw new MalformedPageException("its checksum is another than announced");
        }
    }

    /** What a header says; {@code otherwise} if it isn't there or is no number. */
    private static long number(SdkHttpResponse response, String header, long otherwise) {
        try {
            return response.firstMatchingHeader(header).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
