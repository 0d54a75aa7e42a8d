package dev.madrugada.aws.s3;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;

/** Converts S3 errors into coded exceptions. */
final class S3Faults {
    private static final AwsCall.Codes CODES = new AwsCall.Codes(ErrorCode.SinkUnavailable, ErrorCode.InvalidArguments);

    private S3Faults() {}

    static MadrugadaException of(URI where, SdkException failed) {
        return call(where).fault(failed);
    }

    static MadrugadaException notDeleted(URI where, String code) {
        return call(where).fault(code);
    }

    private static AwsCall call(URI where) {
        return new AwsCall(
                where.toString(),
                "S3",
                CODES,
                new AwsCall.Fixes(
                        "allow the role s3:GetObject and s3:ListBucket on this bucket, and in the lake also s3:PutObject and"
                                + " s3:DeleteObject; allow it to use the bucket's KMS key",
                        "correct the URI, or create the bucket in this account and region",
                        "check the bucket's name and region"));
    }
}
