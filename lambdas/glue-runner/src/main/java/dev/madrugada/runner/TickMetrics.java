package dev.madrugada.runner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.runner.tick.TickCounts;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.time.Instant;

/**
 * The counts of a tick as one line of JSON, from which CloudWatch Logs makes metrics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 *     metric format</a>
 */
final class TickMetrics {
    static final String NAMESPACE = "Madrugada/GlueRunner";
    private static final String OLDEST = "OldestClaimAge";

    private TickMetrics() {}

    static ObjectNode of(TickCounts counts, String tick, Instant at) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode head = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
        ObjectNode directive = head.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray();
        ArrayNode metrics = directive.putArray("Metrics");
        for (Counter counter : Counter.values()) {
            metrics.addObject().put("Name", counter.metric()).put("Unit", "Count");
            line.put(counter.metric(), counts.of(counter));
        }
        metrics.addObject().put("Name", OLDEST).put("Unit", "Seconds");
        line.put(OLDEST, counts.oldest().toSeconds());
        return line.put("tick", tick);
    }
}
