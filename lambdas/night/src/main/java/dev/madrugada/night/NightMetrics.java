package dev.madrugada.night;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counts of a night as one line of JSON, from which CloudWatch Logs makes metrics. Their dimensions are Environment and
 * Dataset. A night that runs again prints its counts again, so their maximum is of use and their sum is not.
 *
 * @param out receives the line; on Lambda, standard output is the function's log
 * @param environment the deployment's environment, such as {@code prod}
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 *     metric format</a>
 */
record NightMetrics(PrintStream out, String environment) {
    static final String NAMESPACE = "Madrugada";

    private static final double WHOLE = 100.0;

    /** Prints the counts of ingest and transform, and the share of raw's records that were quarantined, in percent. */
    void print(RunRecord ingest, RunRecord transform, Instant at) {
        out.println(line(ingest, transform, at));
    }

    private ObjectNode line(RunRecord ingest, RunRecord transform, Instant at) {
        Conservation counts = Conservation.of(ingest, transform);
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("Read", counts.read());
        values.put("Raw", counts.raw());
        values.put("Curated", counts.curated());
        values.put("Quarantined", counts.quarantined());
        values.put("Duplicates", counts.duplicates());
        values.put(
                "InputRefused",
                ingest.findings().refusals().stream().mapToLong(Refusal::count).sum());
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode directive = line.putObject("_aws")
                .put("Timestamp", at.toEpochMilli())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add("Environment").add("Dataset");
        ArrayNode metrics = directive.putArray("Metrics");
        line.put("Environment", environment).put("Dataset", transform.dataset());
        line.put("date", transform.date().toString());
        values.forEach((name, value) -> {
            metrics.addObject().put("Name", name).put("Unit", "Count");
            line.put(name, value);
        });
        metrics.addObject().put("Name", "QuarantinedShare").put("Unit", "Percent");
        return line.put("QuarantinedShare", counts.raw() == 0 ? 0 : WHOLE * counts.quarantined() / counts.raw());
    }
}
