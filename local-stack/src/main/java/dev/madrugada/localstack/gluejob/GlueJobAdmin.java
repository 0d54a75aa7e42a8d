package dev.madrugada.localstack.gluejob;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Query;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The admin paths of the worker that does the runs. {@code POST /_local/glue/orders} waits for the next order and
 * answers it: {@code order} is start-run, stop-run, start-crawl or stop-crawl, and the other fields are those of the
 * JobRun or the crawl; an empty object means that none came within 20 seconds, or within {@code ?seconds=}. {@code POST
 * /_local/glue/runs/ID?state=STATE} and {@code POST /_local/glue/crawls/ID?state=STATE} report a state; the body is the
 * error message.
 */
final class GlueJobAdmin implements Service {
    private static final String PATH = "/_local/glue/";
    private static final String RUNS = PATH + "runs/";
    private static final String CRAWLS = PATH + "crawls/";
    private static final long PATIENCE_SECONDS = 20;

    private final Orders orders;
    private final JobRuns runs;
    private final Crawlers crawlers;

    GlueJobAdmin(Orders orders, JobRuns runs, Crawlers crawlers) {
        this.orders = orders;
        this.runs = runs;
        this.crawlers = crawlers;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().startsWith(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(PATH + " supports POST only");
        }
        String path = request.path();
        String state = request.query().getOrDefault("state", "");
        String message = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals(PATH + "orders")) {
            runs.endLateRuns();
            ObjectNode order = orders.next(Duration.ofSeconds(
                    new Query(request.query()).number("seconds").orElse(PATIENCE_SECONDS)));
            if (order.path("order").asText().equals("start-run")) {
                runs.report(order.path("Id").asText(), "RUNNING", "");
            }
            return AwsResponse.json(200, order.toString());
        } else if (path.startsWith(RUNS) && !state.isEmpty()) {
            runs.report(path.substring(RUNS.length()), state, message);
        } else if (path.startsWith(CRAWLS) && !state.isEmpty()) {
            crawlers.report(path.substring(CRAWLS.length()), state, message);
        } else {
            throw ServiceException.validation("no such admin path: " + path);
        }
        return AwsResponse.json(200, "{}");
    }
}
