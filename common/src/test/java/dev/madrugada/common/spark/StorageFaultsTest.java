package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Simulates S3's error responses and lets S3A's own translation convert them to exceptions. */
class StorageFaultsTest {
    private static final String SIGNED = "https://lake.s3.amazonaws.com/a?X-Amz-Signature=abc";

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, InvalidArguments",
        "400, AuthorizationHeaderMalformed, InvalidArguments",
        "400, RequestTimeout, SinkUnavailable",
        "301, PermanentRedirect, InvalidArguments",
        "401, Unauthorized, InputMissing",
        "403, AccessDenied, InputMissing",
        "403, InvalidAccessKeyId, InputMissing",
        "404, NoSuchKey, InputMissing",
        "404, NoSuchBucket, InputMissing",
        "429, TooManyRequests, SinkUnavailable",
        "500, InternalError, SinkUnavailable",
        "503, SlowDown, SinkUnavailable",
    })
    void classifiesAnErrorResponseByItsStatusAndCode(int status, String code, ErrorCode expected) {
        S3Exception answer = answer(status, code);

        IOException translated = S3AUtils.translateException("open", "s3a://lake/a", answer);
        MadrugadaException failed = StorageFaults.of(new IllegalStateException("wrapper thrown by Spark", translated))
                .orElseThrow();

        assertThat(failed.code()).describedAs("%s", translated.getClass()).isEqualTo(expected);
        assertThat(failed).hasMessageNotContaining("X-Amz");
        assertThat(StorageFaults.of(new IllegalStateException("without S3A", answer))
                        .orElseThrow()
                        .code())
                .isEqualTo(expected);
    }

    @Test
    void anErrorResponseIsFoundInTheCauses() {
        IOException translated = S3AUtils.translateException(
                "PUT", "s3a://lake/a", SdkClientException.create("during upload", answer(403, "AccessDenied")));

        assertThat(StorageFaults.of(translated).orElseThrow())
                .hasMessageStartingWith("InputMissing: files that Spark reads or writes: access was refused; ");
    }

    static Stream<IOException> ioErrorsWithoutAResponse() {
        return Stream.of(
                new IOException("No space left on device"),
                S3AUtils.translateException(
                        "PUT",
                        "s3a://lake/a",
                        SdkClientException.create("reset", new IOException("Connection reset"))));
    }

    @ParameterizedTest
    @MethodSource("ioErrorsWithoutAResponse")
    void anErrorWithoutAResponseIsRetryable(IOException thrown) {
        assertThat(StorageFaults.of(thrown).orElseThrow().code()).isEqualTo(ErrorCode.SinkUnavailable);
    }

    @Test
    void exceptionsOfTheJdkAreClassifiedByType() {
        assertThat(StorageFaults.of(new AccessDeniedException("s3a://lake/a")).orElseThrow())
                .hasMessageStartingWith("InputMissing: files that Spark reads or writes: access was refused");
        assertThat(StorageFaults.of(new FileNotFoundException("s3a://lake/a")).orElseThrow())
                .hasMessageStartingWith(
                        "InputMissing: files that Spark reads or writes: a file or bucket does not exist");
        assertThat(StorageFaults.of(new IllegalStateException("no exception of a file system")))
                .isEmpty();
    }

    private static S3Exception answer(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(SIGNED)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(SIGNED)
                        .serviceName("S3")
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }
}
