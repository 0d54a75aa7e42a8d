package dev.madrugada.localstack.http;

import java.nio.charset.StandardCharsets;

/** An answer, whole in memory: no AWS answer of these services is larger than some 14 MB. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record AwsResponse(int status, String contentType, byte[] body) {

    public static AwsResponse json(int status, String body) {
        return new AwsResponse(status, Wire.JSON.contentType(), body.getBytes(StandardCharsets.UTF_8));
    }
}
