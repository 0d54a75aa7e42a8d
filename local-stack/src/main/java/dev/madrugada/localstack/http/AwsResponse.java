package dev.madrugada.localstack.http;

import java.nio.charset.StandardCharsets;

/** An HTTP response. The largest response of these services is about 14 MB. */
public record AwsResponse(int status, String contentType, Body body) {

    public AwsResponse(int status, String contentType, byte[] body) {
        this(status, contentType, Body.of(body));
    }

    public static AwsResponse json(int status, String body) {
        return new AwsResponse(status, Encoding.JSON.contentType(), body.getBytes(StandardCharsets.UTF_8));
    }
}
