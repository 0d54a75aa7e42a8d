package dev.madrugada.localstack.cloudformation;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Query;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;

/** {@code POST /_local/cloudformation/fail?resource=LOGICAL-ID&reason=TEXT}: the next operation on the resource fails. */
public final class CloudFormationAdmin implements Service {
    private static final String PATH = "/_local/cloudformation/fail";

    private final ExistingResources existing;

    public CloudFormationAdmin(ExistingResources existing) {
        this.existing = existing;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        Query query = new Query(request.query());
        existing.fail(query.requiredText("resource"), query.requiredText("reason"));
        return AwsResponse.json(200, "{}");
    }
}
