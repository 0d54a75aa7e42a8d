package dev.madrugada.transform.outcome;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulates the figures of the tasks by their partition of the input. A repeated task finds the same figures and
 * replaces them, so nothing is counted twice.
 */
final class DayFigures extends AccumulatorV2<Map.Entry<Integer, TaskFigures>, TaskFigures> {
    private static final long serialVersionUID = 1L;

    private TreeMap<Integer, TaskFigures> byPartition = new TreeMap<>();

    static DayFigures registered(SparkSession spark) {
        DayFigures figures = new DayFigures();
        spark.sparkContext().register(figures, "figures of the arrival day");
        return figures;
    }

    @Override
    public boolean isZero() {
        return byPartition.isEmpty();
    }

    @Override
    public DayFigures copy() {
        DayFigures copy = new DayFigures();
        copy.byPartition = new TreeMap<>(byPartition);
        return copy;
    }

    @Override
    public void reset() {
        byPartition = new TreeMap<>();
    }

    @Override
    public void add(Map.Entry<Integer, TaskFigures> task) {
        byPartition.put(task.getKey(), task.getValue());
    }

    @Override
    public void merge(AccumulatorV2<Map.Entry<Integer, TaskFigures>, TaskFigures> other) {
        byPartition.putAll(((DayFigures) other).byPartition);
    }

    @Override
    public TaskFigures value() {
        return byPartition.values().stream().reduce(TaskFigures.NONE, TaskFigures::and);
    }
}
