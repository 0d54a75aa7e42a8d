package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Encoding;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Serves the injected faults before it delegates to a service of the Kinesis API. */
final class FaultyService implements Service {
    private static final Set<String> RECORD_ACTIONS =
            Set.of("GetRecords", "GetShardIterator", "PutRecord", "PutRecords");

    private final Service service;
    private final Faults faults;
    private final FaultInjection.SubjectResolver resolver;

    FaultyService(Service service, Faults faults, FaultInjection.SubjectResolver resolver) {
        this.service = service;
        this.faults = faults;
        this.resolver = resolver;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return service.accepts(request);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (faults.isEmpty()) {
            return service.answer(request);
        }
        String target = request.header("x-amz-target");
        String action = target.substring(target.indexOf('.') + 1);
        byte[] body = request.body().readAllBytes();
        Encoding encoding = Encoding.of(request);
        Optional<FaultRule> rule = resolver.resolve(new Input(encoding.read(body), encoding))
                .flatMap(subject -> faults.firstApplicable(subject, action));
        AwsRequest again = request.withBody(body);
        return rule.isEmpty() ? service.answer(again) : withFault(rule.get().definition(), again);
    }

    private AwsResponse withFault(FaultRule.Definition definition, AwsRequest request)
            throws IOException, ServiceException {
        return switch (definition.fault()) {
            case THROTTLE -> throw throttled(definition.scope().action());
            case EXPIRED -> throw expired(definition.scope().action());
            case INTERNAL ->
                Encoding.of(request).error(500, new ServiceException("InternalFailureException", "injected fault"));
            case CUT -> {
                AwsResponse whole = service.answer(request);
                yield new AwsResponse(whole.status(), whole.contentType(), new TruncatedBody(whole.body()));
            }
            case SLOW -> {
                pause(definition.delay());
                yield service.answer(request);
            }
        };
    }

    /** Actions on records and actions on streams have different limits with different error codes. */
    private static ServiceException throttled(String action) {
        return RECORD_ACTIONS.contains(action)
                ? new ServiceException("ProvisionedThroughputExceededException", "Rate exceeded (injected fault).")
                : new ServiceException("LimitExceededException", "Rate exceeded for " + action + " (injected fault).");
    }

    private static ServiceException expired(String action) {
        Instant now = Instant.now();
        Duration lifetime = Duration.ofMinutes(5);
        return action.equals("GetRecords")
                ? IteratorLifetime.expired(now.minus(lifetime).minusSeconds(1), now, lifetime)
                : new ServiceException("ExpiredNextTokenException", "The NextToken has expired (injected fault).");
    }

    private static void pause(Duration delay) throws IOException {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a response was delayed", e);
        }
    }
}
