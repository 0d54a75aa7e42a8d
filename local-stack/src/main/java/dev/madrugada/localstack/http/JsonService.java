package dev.madrugada.localstack.http;

import java.io.IOException;
import java.util.Map;

/**
 * A service that uses the AWS JSON 1.1 protocol, in JSON or CBOR. The header X-Amz-Target names the service and the
 * action.
 */
public final class JsonService implements Service {
    private final String targetPrefix;
    private final Map<String, Action> actions;

    /**
     * @param target the part of X-Amz-Target before the dot
     * @param actions the actions by the part of X-Amz-Target after the dot
     */
    public JsonService(String target, Map<String, Action> actions) {
        this.targetPrefix = target + ".";
        this.actions = Map.copyOf(actions);
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("x-amz-target").startsWith(targetPrefix);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException {
        Encoding encoding = Encoding.of(request);
        String name = request.header("x-amz-target").substring(targetPrefix.length());
        try {
            Action action = actions.get(name);
            if (action == null) {
                throw new ServiceException(
                        "UnknownOperationException", "the local stack has no action " + targetPrefix + name);
            }
            byte[] body = request.body().readAllBytes();
            return encoding.response(200, action.perform(new Input(encoding.read(body), encoding)));
        } catch (ServiceException e) {
            return encoding.error(400, e);
        }
    }
}
