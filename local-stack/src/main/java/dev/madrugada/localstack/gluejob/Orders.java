package dev.madrugada.localstack.gluejob;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the worker has to do, in the order of the requests. Thread-safe. */
final class Orders {
    private final BlockingQueue<ObjectNode> orders = new LinkedBlockingQueue<>();

    /** What an order asks for. */
    enum Kind {
        START_RUN,
        STOP_RUN,
        START_CRAWL,
        STOP_CRAWL
    }

    void add(Kind kind, ObjectNode details) {
        orders.add(details.deepCopy()
                .put("order", kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
    }

    /** The next order; an empty object if none comes in time. */
    ObjectNode next(Duration patience) {
        try {
            ObjectNode order = orders.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return order == null ? JsonNodeFactory.instance.objectNode() : order;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
