package dev.madrugada.localstack.gluejob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Encoding;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Glue's crawlers and their crawls, in memory. A crawl runs until the worker reports its end. It changes no table.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_ListCrawls.html">ListCrawls</a>
 */
final class Crawlers {
    private static final int PAGE = 20;
    private static final String RUNNING = "RUNNING";

    private final Definitions crawlers = new Definitions("Crawler");
    private final List<ObjectNode> crawls = new ArrayList<>();
    private final Orders orders;
    private final Clock clock;

    Crawlers(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    ObjectNode createCrawler(Input input) throws ServiceException {
        crawlers.create(input.requiredText("Name"), input.node().deepCopy());
        return object();
    }

    synchronized ObjectNode startCrawler(Input input) throws ServiceException {
        String name = input.requiredText("Name");
        var unused = crawlers.require(name);
        if (running(name).isPresent()) {
            throw new ServiceException("CrawlerRunningException", "Crawler with name " + name + " has already started");
        }
        ObjectNode crawl = object().put("CrawlId", UUID.randomUUID().toString()).put("State", RUNNING);
        crawl.set("StartTime", now());
        crawls.add(0, crawl.put("CrawlerName", name));
        orders.add(Orders.Kind.START_CRAWL, crawl);
        return object();
    }

    synchronized ObjectNode stopCrawler(Input input) throws ServiceException {
        String name = input.requiredText("Name");
        var unused = crawlers.require(name);
        ObjectNode crawl = running(name)
                .orElseThrow(() -> new ServiceException(
                        "CrawlerNotRunningException", "Crawler with name " + name + " isn't running"));
        orders.add(Orders.Kind.STOP_CRAWL, crawl);
        return object();
    }

    /** The crawls of a crawler, the newest first, in pages. */
    synchronized ObjectNode listCrawls(Input input) throws ServiceException {
        String name = input.requiredText("CrawlerName");
        var unused = crawlers.require(name);
        List<ObjectNode> all = of(name);
        int from = Integer.parseInt(input.text("NextToken").orElse("0"));
        int to = Math.min(all.size(), from + input.number("MaxResults").orElse(PAGE));
        ObjectNode answer = object();
        ArrayNode page = answer.putArray("Crawls");
        all.subList(Math.min(from, to), to)
                .forEach(crawl -> page.add(crawl.deepCopy().without("CrawlerName")));
        return to < all.size() ? answer.put("NextToken", String.valueOf(to)) : answer;
    }

    /** Ends a crawl, as the worker reports; a crawl that has ended keeps its state. */
    synchronized void report(String id, String state, String errorMessage) throws ServiceException {
        ObjectNode crawl = crawls.stream()
                .filter(found -> found.path("CrawlId").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new ServiceException("EntityNotFoundException", "no crawl " + id));
        if (crawl.path("State").asText().equals(RUNNING) && !state.equals(RUNNING)) {
            crawl.put("State", state).set("EndTime", now());
            if (!errorMessage.isEmpty()) {
                crawl.put("ErrorMessage", errorMessage);
            }
        }
    }

    private Optional<ObjectNode> running(String name) {
        return of(name).stream()
                .filter(crawl -> crawl.path("State").asText().equals(RUNNING))
                .findFirst();
    }

    private List<ObjectNode> of(String name) {
        return crawls.stream()
                .filter(crawl -> crawl.path("CrawlerName").asText().equals(name))
                .toList();
    }

    private JsonNode now() {
        return Encoding.JSON.timestamp(clock.instant());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
