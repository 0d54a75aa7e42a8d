package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity$;
import com.amazon.deequ.metrics.Metric;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import scala.Enumeration;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;

/** The numbers that Spark computed for one analyzer, by name. For Deequ they are the analyzer's state and its metric. */
final class Figures implements State<Figures> {
    private final Map<String, Number> byName;

    private Figures(Map<String, Number> byName) {
        this.byName = byName;
    }

    /**
     * Reads the numbers from a row of aggregates; nulls are left out.
     *
     * @param offset the index of the first of the named numbers in the row
     */
    static Figures in(Row row, int offset, Iterable<String> names) {
        Map<String, Number> found = new LinkedHashMap<>();
        int at = offset;
        for (String name : names) {
            Object value = row.get(at++);
            if (value instanceof Number number) {
                found.put(name, number);
            } else if (value instanceof String exact) {
                found.put(name, new BigDecimal(exact));
            }
        }
        return new Figures(found);
    }

    /** A count, which is never null. */
    long count(String name) {
        Number number = byName.get(name);
        if (number == null) {
            throw new IllegalStateException("not measured: " + name);
        }
        return number.longValue();
    }

    Optional<Figure> figure(String name) {
        return Optional.ofNullable(byName.get(name)).map(Figure::of);
    }

    /** Unsupported: Deequ calls this only to combine saved states of several runs, and no states are saved. */
    @Override
    public Figures sum(Figures other) {
        throw new UnsupportedOperationException("figures of several runs cannot be combined");
    }

    Metric<Figures> metric(String name) {
        return new FiguresMetric(name, new Success<>(this));
    }

    static Metric<Figures> failure(String name, Throwable thrown) {
        return new FiguresMetric(name, new Failure<>(thrown));
    }

    /** The metric that Deequ returns for an analyzer. */
    private record FiguresMetric(String name, Try<Figures> value) implements Metric<Figures> {
        @Override
        public Enumeration.Value entity() {
            return Entity$.MODULE$.Column();
        }

        @Override
        public String instance() {
            return name;
        }

        @Override
        public Seq<DoubleMetric> flatten() {
            return JavaConverters.asScalaBuffer(List.<DoubleMetric>of());
        }
    }
}
