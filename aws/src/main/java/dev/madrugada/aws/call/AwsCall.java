package dev.madrugada.aws.call;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs calls to one AWS resource and converts their errors into coded exceptions. Errors that a retry cannot fix are
 * terminal: denied access, invalid credentials, missing resources and invalid requests.
 *
 * @param where the resource, for messages
 * @param service name of the service, for messages
 * @param codes the error codes to use
 * @param fixes the fixes to suggest
 */
public record AwsCall(String where, String service, Codes codes, Fixes fixes) {
    private static final Logger LOG = LoggerFactory.getLogger(AwsCall.class);

    /** The time limit of a call of {@link #check}. */
    public static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

    /**
     * The error codes of a resource.
     *
     * @param unavailable for transient errors
     * @param invalid for invalid requests
     */
    public record Codes(ErrorCode unavailable, ErrorCode invalid) {}

    /**
     * The suggested fixes of a resource.
     *
     * @param denied the permission to grant and the resource
     * @param missing the resource to create or the name to correct
     * @param invalid the part of the request to correct
     */
    public record Fixes(String denied, String missing, String invalid) {}

    /**
     * Makes the call.
     *
     * @throws MadrugadaException with the code and the fix for the error
     */
    public <T> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw fault(failed);
        }
    }

    /**
     * Makes a read-only call that checks a precondition before the work starts. It fails only if the resource is
     * missing or the request is invalid. Any other error is only logged: the precondition check may run under a role
     * with fewer permissions than the stage, and AWS may be available again when the work starts.
     *
     * @param call the call; its time limit must be {@link #CHECK_TIMEOUT}
     * @return the result; empty if the call failed with any other error
     * @throws MadrugadaException if the resource is missing or the request is invalid
     */
    public <T> Optional<T> check(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (SdkException failed) {
            AwsFailure failure = AwsFailure.of(failed);
            MadrugadaException coded = fault(failed);
            switch (failure.kind()) {
                case MISSING, INVALID -> throw coded;
                default -> {
                    LOG.warn("a precondition could not be checked: {}", coded.getMessage());
                    return Optional.empty();
                }
            }
        }
    }

    /** Converts an error. The message contains AWS's error code, but not AWS's message. */
    public MadrugadaException fault(SdkException failed) {
        AwsFailure failure = AwsFailure.of(failed);
        return fault(failure.kind(), failure.answer()).exception(failed);
    }

    /** Converts an error that is part of a successful response and has an error code but no HTTP status. */
    public MadrugadaException fault(String errorCode) {
        return fault(AwsFailure.kind(errorCode, 0), errorCode).exception();
    }

    private Fault fault(AwsFailure.Kind kind, String answer) {
        String why = "it answered " + answer;
        return switch (kind) {
            case TRANSIENT ->
                Fault.of(codes.unavailable())
                        .at(where)
                        .what(service + " failed after several attempts")
                        .because(answer)
                        .fix("the stage is retried; if it fails again, check the network path and the health of "
                                + service);
            case NOT_SENT ->
                Fault.of(codes.unavailable())
                        .at(where)
                        .what("the request to " + service + " was not sent")
                        .because(answer)
                        .fix("check that this process has AWS credentials and an endpoint; the stage is retried");
            case DENIED -> missing(service + " denied access", why).fix(fixes.denied());
            case INVALID_CREDENTIALS ->
                missing(service + " rejected the credentials of this process", why)
                        .fix("renew or correct the credentials, and check the machine's clock");
            case MISSING ->
                missing(
                                answer.startsWith("NoSuchBucket") ? "the bucket does not exist" : "it does not exist",
                                service + why.substring(2))
                        .fix(fixes.missing());
            case INVALID ->
                Fault.of(codes.invalid())
                        .at(where)
                        .what(service + " rejected the request")
                        .because(why)
                        .fix(fixes.invalid());
        };
    }

    private Fault.Parts missing(String what, String why) {
        return Fault.of(ErrorCode.InputMissing).at(where).what(what).because(why);
    }
}
