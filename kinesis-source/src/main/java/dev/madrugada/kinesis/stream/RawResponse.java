package dev.madrugada.kinesis.stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/** Goes along with one request, and comes back with the page's bytes, if they were such as {@link RawResponseInterceptor} takes. */
final class RawResponse {

    /**
     * The SDK allows each name once. Spark may load this class a second time beside the same SDK, for a session with
     * JARs of its own: then it needs another name.
     */
    static final ExecutionAttribute<RawResponse> ATTRIBUTE =
            new ExecutionAttribute<>(RawResponse.class.getName() + "@" + System.identityHashCode(RawResponse.class));

    private byte @Nullable [] bytes;

    void fill(byte[] received) {
        bytes = received;
    }

    /** Null if the page is in the SDK's answer. */
    byte @Nullable [] bytes() {
        return bytes;
    }
}
