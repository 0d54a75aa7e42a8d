package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The analyzer for one rule's aggregates; Deequ computes the aggregates of all rules in one pass over the rows. Deequ's
 * own analyzers convert results to doubles; this one keeps Spark's numbers.
 */
final class ScannedFigures implements ScanShareableAnalyzer<Figures, Metric<Figures>> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Map<String, Column> aggregates;

    ScannedFigures(String name, Map<String, Column> aggregates) {
        this.name = name;
        this.aggregates = new LinkedHashMap<>(aggregates);
    }

    @Override
    public Seq<Column> aggregationFunctions() {
        return JavaConverters.asScalaBuffer(new ArrayList<>(aggregates.values()))
                .toSeq();
    }

    @Override
    public Option<Figures> fromAggregationResult(Row row, int offset) {
        return Option.apply(Figures.in(row, offset, aggregates.keySet()));
    }

    @Override
    public Metric<Figures> computeMetricFrom(Option<Figures> state) {
        return state.get().metric(name);
    }

    @Override
    public Metric<Figures> toFailureMetric(Exception thrown) {
        return Figures.failure(name, thrown);
    }
}
