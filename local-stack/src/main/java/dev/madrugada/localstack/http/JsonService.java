package dev.madrugada.localstack.http;

import java.io.IOException;
import java.util.Map;

/** A service of AWS's JSON protocol 1.1, in JSON or CBOR: the header X-Amz-Target names service and action. */
public final class JsonService implements Service {
    private final String targetPrefix;
    private final Map<String, Action> actions;

    /**
     * @param target what stands before the dot in X-Amz-Target
     * @param actions by what stands after it
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
        Wire wire = Wire.of(request);
        String name = request.header("x-amz-target").substring(targetPrefix.length());
        try {
            Action action = actions.get(name);
            if (action == null) {
                throw new ServiceException(
                        "UnknownOperationException", "the local stack has no action " + targetPrefix + name);
            }
            byte[] body = request.body().readAllBytes();
            return wire.response(200, action.perform(new Input(wire.read(body), wire)));
        } catch (ServiceException e) {
            return wire.error(400, e);
        }
    }
}
