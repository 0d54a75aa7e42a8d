package dev.madrugada.transform.outcome;

import java.io.Serializable;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What one task found in its part of the arrival day.
 *
 * @param accepted the number of records without a reason for refusal
 * @param refused the number of records with one
 * @param rows the number of rows of the accepted records
 * @param eventDays the event days of these rows, in days since 1970-01-01
 * @param seen see {@link dev.madrugada.transform.parse.PayloadParser#seen}
 */
public record TaskFigures(long accepted, long refused, long rows, NavigableSet<Integer> eventDays, BitSet seen)
        implements Serializable {
    static final TaskFigures NONE = new TaskFigures(0, 0, 0, new TreeSet<>(), new BitSet());

    TaskFigures and(TaskFigures other) {
        NavigableSet<Integer> days = new TreeSet<>(eventDays);
        days.addAll(other.eventDays);
        BitSet fields = (BitSet) seen.clone();
        fields.or(other.seen);
        return new TaskFigures(accepted + other.accepted, refused + other.refused, rows + other.rows, days, fields);
    }
}
