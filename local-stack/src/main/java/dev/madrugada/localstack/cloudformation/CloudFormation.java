package dev.madrugada.localstack.cloudformation;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Xml;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * CloudFormation's query protocol. Requests are recognised by the service that their signature names, because other services
 * have the same protocol.
 */
public final class CloudFormation implements Service {
    private static final String SIGNED_FOR = "/cloudformation/aws4_request";

    private final StackActions actions;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    public CloudFormation(ExistingResources existing, ObjectSource s3, Clock clock) {
        this.actions = new StackActions(existing, s3, clock);
    }

    /** The number of calls of an action so far. */
    public int calls(String action) {
        return calls.getOrDefault(action, 0);
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("authorization").contains(SIGNED_FOR);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException {
        Map<String, String> form = request.form();
        String action = form.getOrDefault("Action", "");
        calls.merge(action, 1, Integer::sum);
        try {
            return Xml.response(
                    200, Xml.of(action + "Response", Xml.of(action + "Result", actions.answer(action, form))));
        } catch (ServiceException refused) {
            return Xml.response(
                    400,
                    Xml.of(
                            "ErrorResponse",
                            Xml.of(
                                    "Error",
                                    Xml.text("Type", "Sender"),
                                    Xml.text("Code", refused.code()),
                                    Xml.text("Message", String.valueOf(refused.getMessage())))));
        }
    }
}
