package dev.madrugada.kinesis.tests;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.metric.SQLMetric;
import scala.collection.JavaConverters;

/** The values of the source's metrics on the driver. */
final class ScanMetrics {

    private ScanMetrics() {}

    /** @param read a Dataset with a single scan; the caller has already collected this Dataset */
    static Map<String, Long> of(Dataset<?> read) {
        scala.collection.immutable.Map<String, SQLMetric> metrics =
                read.queryExecution().executedPlan().collectLeaves().head().metrics();
        return JavaConverters.mapAsJavaMapConverter(metrics).asJava().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("kinesis"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, metric -> metric.getValue().value()));
    }
}
