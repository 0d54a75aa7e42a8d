package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * Analyzes the frequencies of a column's values in a pass of its own that groups the rows by value. Nulls are left out.
 * Deequ's own analyzers are not used: they share a pass only by the column's name, convert values to text and keep
 * results as doubles.
 */
final class GroupedFigures implements Analyzer<Figures, Metric<Figures>> {
    /** The number of distinct values. */
    static final String VALUES = "values";
    /** The number of values that occur exactly once. */
    static final String SINGLE = "single";
    /** The Shannon entropy of the values, in nats; missing if there are no values. */
    static final String ENTROPY = "entropy";

    private static final long serialVersionUID = 1L;
    private static final List<String> NAMES = List.of(VALUES, SINGLE, ENTROPY);

    private final String name;
    private final transient Column value;

    /** @param value the column's value; null for rows that the rule does not select */
    GroupedFigures(String name, Column value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public Option<Figures> computeStateFrom(Dataset<Row> rows, Option<String> filter) {
        Column times = functions.col("times");
        Column all = functions.sum(times);
        Row figures = rows.select(value.as("value"))
                .where(functions.col("value").isNotNull())
                .groupBy("value")
                .agg(functions.count(functions.lit(1)).as("times"))
                .agg(
                        functions.count(functions.lit(1)),
                        functions.count(functions.when(times.equalTo(1), 1)),
                        // The entropy of a single distinct value is exactly 0; the formula would give a rounding error.
                        functions
                                .when(functions.count(functions.lit(1)).equalTo(1), 0.0)
                                .otherwise(functions
                                        .log(all)
                                        .minus(functions
                                                .sum(times.multiply(functions.log(times)))
                                                .divide(all))))
                .head();
        return Option.apply(Figures.in(figures, 0, NAMES));
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
