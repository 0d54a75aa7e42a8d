package dev.madrugada.transform.outcome;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** A valid row that has won its key so far. */
final class Candidate {
    private final long hash;
    private final int day;
    private final byte[] key;
    private final byte[] precedence;
    private final GenericInternalRow values;
    private long arrived;

    /** @param arrived see {@link OutcomeRow#ARRIVED} */
    Candidate(long hash, int day, byte[] key, byte[] precedence, GenericInternalRow values, long arrived) {
        this.hash = hash;
        this.day = day;
        this.key = key;
        this.precedence = precedence;
        this.values = values;
        this.arrived = arrived;
    }

    long hash() {
        return hash;
    }

    int day() {
        return day;
    }

    byte[] key() {
        return key;
    }

    byte[] precedence() {
        return precedence;
    }

    GenericInternalRow values() {
        return values;
    }

    long arrived() {
        return arrived;
    }

    boolean hasKeyOf(Candidate other) {
        return hash == other.hash && day == other.day && Arrays.equals(key, other.key);
    }

    /** The one of the two with the greater precedence; it stands for the rows of both. */
    Candidate winnerOver(Candidate other) {
        Candidate winner = Arrays.compareUnsigned(precedence, other.precedence) >= 0 ? this : other;
        Candidate loser = winner == this ? other : this;
        winner.arrived += loser.arrived;
        return winner;
    }
}
