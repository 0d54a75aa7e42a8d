package dev.madrugada.runner.aws;

import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Failure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Classifies the answer to a request that starts something, by code and status. An error of the client or of status 500
 * is thrown: the request may have been carried out.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html">StartJobRun's errors</a>
 */
final class GlueStart {
    private static final int SERVER_ERROR = 500;
    /** Nothing was started, and a later request may start it. */
    private static final Set<String> BUSY = Set.of(
            "ConcurrentRunsExceededException",
            "ResourceNumberLimitExceededException",
            "CrawlerRunningException",
            "ConcurrentModificationException",
            "ExpiredTokenException",
            "ExpiredToken",
            "RequestExpired",
            "UnrecognizedClientException",
            "InvalidSignatureException");
    /** The request may have been carried out. */
    private static final String UNKNOWN = "OperationTimeoutException";

    private GlueStart() {}

    /** @param start makes the request and returns the id of what it started */
    static Start of(String service, Supplier<String> start) {
        try {
            return Start.started(start.get());
        } catch (AwsServiceException refused) {
            String code = Optional.ofNullable(refused.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse("Status" + refused.statusCode());
            Failure failure = new Failure(service + "." + code, message(refused, code));
            if (refused.isThrottlingException() || BUSY.contains(code)) {
                return Start.busy(failure);
            }
            if (refused.statusCode() >= SERVER_ERROR || code.equals(UNKNOWN)) {
                throw refused;
            }
            return Start.refused(failure);
        }
    }

    private static String message(AwsServiceException refused, String code) {
        return code + ", status " + refused.statusCode()
                + Optional.ofNullable(refused.awsErrorDetails())
                        .map(AwsErrorDetails::errorMessage)
                        .map(text -> ": " + text)
                        .orElse("");
    }
}
