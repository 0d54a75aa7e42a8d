package dev.madrugada.localstack.account;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;

/**
 * Refuses actions of the JSON protocol as IAM refuses a caller without the permission: those of the setting {@code
 * denied-to-caller}, an object with IAM's actions by targets, such as {@code AWSGlue.StartJobRun}. It must come before the services that answer them.
 */
final class CallerDenials implements Service {
    private final AccountState state;

    CallerDenials(AccountState state) {
        this.state = state;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return !action(request).isEmpty();
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        throw new ServiceException(
                "AccessDeniedException",
                "User: arn:aws:iam::" + state.text("/account") + ":user/operator is not authorized to perform: "
                        + action(request));
    }

    private String action(AwsRequest request) {
        return state.object("/denied-to-caller")
                .path(request.header("x-amz-target"))
                .asText();
    }
}
