package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;

/**
 * Accumulates which payload columns occur in at least one record: bit {@code i} stands for column {@code i}. The bit
 * after the last column is set once any object was read. Setting a bit is idempotent, so a repeated task changes
 * nothing.
 */
public final class SeenColumns extends AccumulatorV2<BitSet, BitSet> {
    private static final long serialVersionUID = 1L;

    private BitSet seen = new BitSet();

    /** Registers an accumulator in which the tasks collect the columns that occur in payloads. */
    public static SeenColumns registered(SparkSession spark) {
        SeenColumns seen = new SeenColumns();
        spark.sparkContext().register(seen, "seen columns");
        return seen;
    }

    @Override
    public boolean isZero() {
        return seen.isEmpty();
    }

    @Override
    public SeenColumns copy() {
        SeenColumns copy = new SeenColumns();
        copy.seen = (BitSet) seen.clone();
        return copy;
    }

    @Override
    public void reset() {
        seen = new BitSet();
    }

    @Override
    public void add(BitSet more) {
        seen.or(more);
    }

    @Override
    public void merge(AccumulatorV2<BitSet, BitSet> other) {
        seen.or(other.value());
    }

    @Override
    public BitSet value() {
        return (BitSet) seen.clone();
    }

    /** The columns whose field occurred in no record; empty if no payload was an object. */
    public List<SourceColumn> neverSeen(Payload payload) {
        int columns = payload.columns().size();
        return IntStream.range(0, columns)
                .filter(column -> seen.get(columns) && !seen.get(column))
                .mapToObj(payload.columns()::get)
                .toList();
    }
}
