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
 * A call to AWS as its error messages name it. Whatever a retry cannot fix is terminal: access that is denied,
 * credentials that are not valid, what is not there, a request that is refused for what it says.
 *
 * @param where the resource
 * @param service the service's name
 * @param codes what its failures are to us
 * @param fixes what to do about them
 */
public record AwsCall(String where, String service, Codes codes, Fixes fixes) {
    private static final Logger LOG = LoggerFactory.getLogger(AwsCall.class);

    /** How long a call may take that only looks. */
    public static final Duration LOOK = Duration.ofSeconds(5);

    /**
     * Error codes.
     *
     * @param away for what may pass by itself
     * @param refused for a request that is refused for what it says
     */
    public record Codes(ErrorCode away, ErrorCode refused) {}

    /**
     * Fixes.
     *
     * @param denied which permission on which resource
     * @param absent what to create or correct
     * @param refused what to correct
     */
    public record Fixes(String denied, String absent, String refused) {}

    /** Makes the call, and gives what failed its code. */
    public <T> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw fault(failed);
        }
    }

    /**
     * Makes a call that only looks, before the work. Whoever looks may be another role than whoever works, and AWS may be
     * back by then: access that is denied and calls without an answer are told in the log, and the work goes on.
     *
     * @param call with {@link #LOOK} as its longest time
     * @return empty if nothing could be seen
     * @throws MadrugadaException if what the work needs is not there, or would be refused
     */
    public <T> Optional<T> look(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (SdkException failed) {
            AwsFailure failure = AwsFailure.of(failed);
            MadrugadaException coded = fault(failed);
            switch (failure.meaning()) {
                case ABSENT, REFUSED -> throw coded;
                default -> {
                    LOG.warn("this could not be looked at before the work: {}", coded.getMessage());
                    return Optional.empty();
                }
            }
        }
    }

    /** The failure with its code; the message has AWS's error code and none of its text. */
    public MadrugadaException fault(SdkException failed) {
        AwsFailure failure = AwsFailure.of(failed);
        return fault(failure.meaning(), failure.answer()).exception(failed);
    }

    /** As {@link #fault(SdkException)}, for an error that came inside an answer: code and no status. */
    public MadrugadaException fault(String errorCode) {
        return fault(AwsFailure.meaning(errorCode, 0), errorCode).exception();
    }

    private Fault fault(AwsFailure.Meaning meaning, String answer) {
        String why = "it answered " + answer;
        return switch (meaning) {
            case AWAY ->
                Fault.of(codes.away())
                        .at(where)
                        .what(service + " did not do what was asked after several attempts")
                        .because(answer)
                        .fix("the night is retried; if it comes back, see the network path and the health of "
                                + service);
            case NOT_SENT ->
                Fault.of(codes.away())
                        .at(where)
                        .what(service + " was not asked")
                        .because(answer + ", before anything was sent")
                        .fix("see that credentials and an endpoint are there for this process; the night is retried");
            case DENIED -> missing(service + " refused access", why).fix(fixes.denied());
            case UNKNOWN_CREDENTIALS ->
                missing(service + " does not take the credentials of this process", why)
                        .fix("renew them or correct them, and see that the machine's clock is right");
            case ABSENT ->
                missing(
                                answer.startsWith("NoSuchBucket") ? "the bucket is not there" : "it is not there",
                                service + why.substring(2))
                        .fix(fixes.absent());
            case REFUSED ->
                Fault.of(codes.refused())
                        .at(where)
                        .what(service + " refused the request")
                        .because(why)
                        .fix(fixes.refused());
        };
    }

    private Fault.Parts missing(String what, String why) {
        return Fault.of(ErrorCode.InputMissing).at(where).what(what).because(why);
    }
}
