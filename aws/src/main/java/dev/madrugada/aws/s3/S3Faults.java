package dev.madrugada.aws.s3;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an S3 failure means to us, by status and code. */
final class S3Faults {
    private static final int FORBIDDEN = 403;

    private S3Faults() {}

    static MadrugadaException of(URI where, SdkException failed) {
        if (failed instanceof S3Exception refused && !refused.isThrottlingException()) {
            String code = refused.awsErrorDetails() == null
                    ? "status " + refused.statusCode()
                    : refused.awsErrorDetails().errorCode();
            if ("NoSuchBucket".equals(code)) {
                return new Fault(
                                ErrorCode.InputMissing,
                                where.toString(),
                                "the bucket is not there",
                                "S3 answered NoSuchBucket",
                                "correct the URI, or create the bucket in this account and region")
                        .exception(failed);
            }
            if (refused.statusCode() == FORBIDDEN) {
                return new Fault(
                                ErrorCode.InputMissing,
                                where.toString(),
                                "S3 refused access",
                                "it answered " + code,
                                "let the role read, list and write this prefix")
                        .exception(failed);
            }
        }
        return new Fault(
                        ErrorCode.SinkUnavailable,
                        where.toString(),
                        "S3 did not do what was asked after several attempts",
                        failed.getClass().getSimpleName(),
                        "the night is retried; if it comes back, see the network path and S3's health")
                .exception(failed);
    }

    static MadrugadaException notDeleted(URI where, String code) {
        return new Fault(
                        ErrorCode.SinkUnavailable,
                        where.toString(),
                        "an object that is no longer needed could not be deleted",
                        "S3 answered " + code,
                        "let the role delete below the lake; nothing that is published is harmed")
                .exception();
    }
}
