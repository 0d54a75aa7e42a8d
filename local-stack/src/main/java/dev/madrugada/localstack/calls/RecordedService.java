package dev.madrugada.localstack.calls;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service whose calls by roles are recorded before they are answered, so that calls that fail are recorded too. */
public final class RecordedService implements Service {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,\\s]+)/");

    private final Service service;
    private final CallLog calls;

    public RecordedService(Service service, CallLog calls) {
        this.service = service;
        this.calls = calls;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return service.accepts(request);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        Matcher credential = CREDENTIAL.matcher(request.header("authorization"));
        Optional<String> role = credential.find() ? calls.role(credential.group(1)) : Optional.empty();
        if (role.isEmpty()) {
            return service.answer(request);
        }
        byte[] body = request.body().readAllBytes();
        CalledAction called = CalledAction.of(request.withBody(body));
        called.resources().forEach(resource -> calls.add(role.get(), called.action(), resource));
        return service.answer(request.withBody(body));
    }
}
