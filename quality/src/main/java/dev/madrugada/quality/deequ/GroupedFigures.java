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
 * How often the values of a column stand: needs a pass of its own, in which the rows are grouped by value. Nulls are left
 * out. Deequ's own analyzers share a pass only by a column's name, turn values into text and keep doubles.
 */
final class GroupedFigures implements Analyzer<Figures, Metric<Figures>> {
    /** The different values. */
    static final String VALUES = "values";
    /** The values that stand once. */
    static final String SINGLE = "single";
    /** Shannon's entropy of the values in nats; missing if there is none. */
    static final String ENTROPY = "entropy";

    private static final long serialVersionUID = 1L;
    private static final List<String> NAMES = List.of(VALUES, SINGLE, ENTROPY);

    private final String name;
    private final transient Column value;

    /** @param value null for rows that are left out */
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
                        // One value alone has no entropy; the general form would round to almost none.
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
