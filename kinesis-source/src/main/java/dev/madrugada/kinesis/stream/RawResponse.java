package dev.madrugada.kinesis.stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/** An attribute of one request. {@link RawResponseInterceptor} stores the bytes of the response in the attribute. */
final class RawResponse {

    /**
     * The SDK requires unique attribute names. A Spark session with its own JARs may load this class a second time
     * beside the same SDK, so the name contains the identity of the class.
     */
    static final ExecutionAttribute<RawResponse> ATTRIBUTE =
            new ExecutionAttribute<>(RawResponse.class.getName() + "@" + System.identityHashCode(RawResponse.class));

    private byte @Nullable [] bytes;

    void fill(byte[] received) {
        bytes = received;
    }

    /** The bytes of the response; null if the interceptor left the response to the SDK. */
    byte @Nullable [] bytes() {
        return bytes;
    }
}
