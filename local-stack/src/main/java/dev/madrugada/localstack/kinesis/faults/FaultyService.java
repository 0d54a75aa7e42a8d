package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Puts the faults asked for before a service of the Kinesis API. */
final class FaultyService implements Service {
    private static final Set<String> OF_A_SHARD = Set.of("GetRecords", "GetShardIterator", "PutRecord", "PutRecords");

    private final Service service;
    private final Faults faults;
    private final FaultInjection.SubjectOf subjectOf;

    FaultyService(Service service, Faults faults, FaultInjection.SubjectOf subjectOf) {
        this.service = service;
        this.faults = faults;
        this.subjectOf = subjectOf;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return service.accepts(request);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (faults.none()) {
            return service.answer(request);
        }
        String target = request.header("x-amz-target");
        String action = target.substring(target.indexOf('.') + 1);
        byte[] body = request.body().readAllBytes();
        Wire wire = Wire.of(request);
        Optional<FaultRule> rule =
                subjectOf.named(new Input(wire.read(body), wire)).flatMap(subject -> faults.next(subject, action));
        AwsRequest again = request.withBody(body);
        return rule.isEmpty() ? service.answer(again) : spoilt(rule.get().asked(), again);
    }

    private AwsResponse spoilt(FaultRule.Asked asked, AwsRequest request) throws IOException, ServiceException {
        return switch (asked.fault()) {
            case THROTTLE -> throw throttled(asked.scope().action());
            case EXPIRED -> throw expired(asked.scope().action());
            case INTERNAL ->
                Wire.of(request).error(500, new ServiceException("InternalFailureException", "failed, as asked for"));
            case CUT -> {
                AwsResponse whole = service.answer(request);
                yield new AwsResponse(whole.status(), whole.contentType(), new CutBody(whole.body()));
            }
            case SLOW -> {
                pause(asked.delay());
                yield service.answer(request);
            }
        };
    }

    /** The actions on streams have a limit of their own, and another name for it. */
    private static ServiceException throttled(String action) {
        return OF_A_SHARD.contains(action)
                ? new ServiceException("ProvisionedThroughputExceededException", "Rate exceeded, as asked for.")
                : new ServiceException("LimitExceededException", "Rate exceeded for " + action + ", as asked for.");
    }

    private static ServiceException expired(String action) {
        Instant now = Instant.now();
        Duration lifetime = Duration.ofMinutes(5);
        return action.equals("GetRecords")
                ? IteratorLife.expired(now.minus(lifetime).minusSeconds(1), now, lifetime)
                : new ServiceException("ExpiredNextTokenException", "The NextToken has expired, as asked for.");
    }

    private static void pause(Duration delay) throws IOException {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while an answer was held back", e);
        }
    }
}
