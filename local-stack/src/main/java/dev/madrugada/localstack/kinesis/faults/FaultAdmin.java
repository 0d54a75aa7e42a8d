package dev.madrugada.localstack.kinesis.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Query;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Admin paths of {@link FaultInjection}, below {@code /_local/kinesis}. {@code POST /quirks?on=} and {@code POST
 * /throttles?on=} switch quirks and throttles. {@code POST /iterators?lifetime=PT5M} sets the lifetime of iterators;
 * {@code ?expire=now} expires all of them. {@code POST /{stream}/faults?action=&fault=&every=} adds a fault and {@code
 * ?clear=true} removes all faults of the stream; {@code GET /{stream}/faults} returns how often each fault was served.
 * {@code GET /{stream}/quirks} returns the number of empty pages that were followed by records.
 */
final class FaultAdmin implements Service {
    private static final String PREFIX = "/_local/kinesis/";
    private static final Pattern PATHS =
            Pattern.compile(PREFIX + "(quirks|throttles|iterators|([^/]+)/(faults|quirks))");
    private static final Set<String> SHARD_ACTIONS = Set.of("GetRecords", "GetShardIterator");
    private static final long DEFAULT_DELAY_MILLIS = 1000;

    private final FaultInjection faultInjection;
    private final Faults faults;

    FaultAdmin(FaultInjection faultInjection, Faults faults) {
        this.faultInjection = faultInjection;
        this.faults = faults;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return PATHS.matcher(request.path()).matches();
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        Matcher path = PATHS.matcher(request.path());
        boolean post = request.method().equals("POST");
        if (!path.matches() || !(post ? takesPost(path) : request.method().equals("GET") && path.group(2) != null)) {
            throw ServiceException.validation(request.path() + " does not support " + request.method());
        }
        Query query = new Query(request.query());
        return switch (path.group(1)) {
            case "quirks" -> switched(query, faultInjection.quirks()::enable, faultInjection.quirks()::disable);
            case "throttles" ->
                switched(query, faultInjection.throttles()::enable, faultInjection.throttles()::disable);
            case "iterators" -> iterators(query);
            default -> {
                if (path.group(3).equals("quirks")) {
                    yield AwsResponse.json(
                            200, "{\"emptyPages\":" + faultInjection.quirks().emptyPages(path.group(2)) + "}");
                }
                if (post) {
                    change(path.group(2), query);
                }
                yield faults(path.group(2));
            }
        };
    }

    private static boolean takesPost(Matcher path) {
        return path.group(2) == null || path.group(3).equals("faults");
    }

    private static AwsResponse switched(Query query, Runnable enable, Runnable disable) throws ServiceException {
        boolean on = query.flag("on");
        (on ? enable : disable).run();
        return AwsResponse.json(200, "{\"on\":" + on + "}");
    }

    private AwsResponse iterators(Query query) throws ServiceException {
        if (query.text("expire").isPresent()) {
            if (!query.requiredText("expire").equals("now")) {
                throw ServiceException.validation("expire must be now: " + query.requiredText("expire"));
            }
            faultInjection.iterators().expireAll();
            return AwsResponse.json(200, "{\"expired\":true}");
        }
        Duration lifetime = lifetime(query.requiredText("lifetime"));
        faultInjection.iterators().setLifetime(lifetime);
        return AwsResponse.json(200, "{\"lifetime\":\"" + lifetime + "\"}");
    }

    private static Duration lifetime(String text) throws ServiceException {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw ServiceException.validation("lifetime must be a duration like PT5M: " + text);
        }
    }

    private void change(String stream, Query query) throws ServiceException {
        if (query.text("clear").isPresent() && query.flag("clear")) {
            faults.clear(stream);
            return;
        }
        FaultScope scope = scope(query);
        faults.add(
                stream,
                new FaultRule(new FaultRule.Definition(
                        scope,
                        InjectedFault.parse(query.requiredText("fault"), scope.action()),
                        new FaultSchedule(
                                (int) query.requiredNumber("every", 1, Integer.MAX_VALUE),
                                query.number("seed"),
                                query.number("times").orElse(Long.MAX_VALUE)),
                        Duration.ofMillis(query.number("millis").orElse(DEFAULT_DELAY_MILLIS)))));
    }

    private static FaultScope scope(Query query) throws ServiceException {
        FaultScope scope = new FaultScope(query.requiredText("action"), query.text("shard"));
        if (scope.shard().isPresent() && !SHARD_ACTIONS.contains(scope.action())) {
            throw ServiceException.validation(scope.action() + " has no parameter that names a shard");
        }
        return scope;
    }

    private AwsResponse faults(String stream) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("faults");
        for (FaultRule rule : faults.of(stream)) {
            FaultRule.Definition definition = rule.definition();
            ObjectNode describe =
                    list.addObject().put("action", definition.scope().action());
            definition.scope().shard().ifPresent(shard -> describe.put("shard", shard));
            describe.put("fault", definition.fault().toString())
                    .put("every", definition.schedule().every())
                    .put("calls", rule.calls())
                    .put("served", rule.served());
        }
        return AwsResponse.json(200, answer.toString());
    }
}
