package dev.madrugada.localstack.account;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions of the query protocol, of all services that use it: the field {@code Action} of the form names one. A request
 * for another action goes to another service.
 */
final class QueryActions implements Service {
    /** Answers one action with the content of its result element. */
    @FunctionalInterface
    interface Query {
        String answer(Map<String, String> form) throws ServiceException;
    }

    private record Named(Query query, boolean isOfEc2) {}

    private final Map<String, Named> queries = new LinkedHashMap<>();
    private final Service others;

    QueryActions(Service others) {
        this.others = others;
    }

    void add(String action, Query query) {
        queries.put(action, new Named(query, false));
    }

    /** Adds an action of EC2, whose responses have no result element and other errors. */
    void addOfEc2(String action, Query query) {
        queries.put(action, new Named(query, true));
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("content-type").startsWith("application/x-www-form-urlencoded");
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        byte[] body = request.body().readAllBytes();
        Map<String, String> form = request.withBody(body).form();
        String action = form.getOrDefault("Action", "");
        Named named = queries.get(action);
        if (named == null) {
            return others.answer(request.withBody(body));
        }
        try {
            String result = named.query().answer(form);
            return Xml.response(
                    200,
                    named.isOfEc2()
                            ? Xml.of(action + "Response", result)
                            : Xml.of(action + "Response", Xml.of(action + "Result", result)));
        } catch (ServiceException refused) {
            String error = Xml.of(
                    "Error",
                    Xml.text("Type", "Sender"),
                    Xml.text("Code", refused.code()),
                    Xml.text("Message", String.valueOf(refused.getMessage())));
            return Xml.response(
                    400,
                    named.isOfEc2() ? Xml.of("Response", Xml.of("Errors", error)) : Xml.of("ErrorResponse", error));
        }
    }

    /** The values of a list in a form: {@code prefix + "1"}, {@code prefix + "2"}, …. */
    static List<String> listed(Map<String, String> form, String prefix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; form.containsKey(prefix + i); i++) {
            values.add(form.getOrDefault(prefix + i, ""));
        }
        return values;
    }
}
