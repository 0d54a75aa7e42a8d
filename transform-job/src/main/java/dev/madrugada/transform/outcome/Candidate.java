package dev.madrugada.transform.outcome;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** A valid row that has won its key so far. */
final class Candidate {
    private final long hash;
    private final int day;
    private final byte[] key;
    private final byte[] precedence;
    private InternalRow row;
    private long arrived;

    /** @param arrived see {@link OutcomeRow#ARRIVED} */
    Candidate(long hash, int day, byte[] key, byte[] precedence, GenericInternalRow values, long arrived) {
        this.hash = hash;
        this.day = day;
        this.key = key;
        this.precedence = precedence;
        this.row = values;
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

    /** The values of all columns of the contract; of an encoded candidate, the row of {@link OutcomeRow}. */
    InternalRow row() {
        return row;
    }

    /** Replaces the values by the row that is passed on, which is the candidate's own. */
    void encode(UnsafeRow encoded) {
        row = encoded;
    }

    /** The bytes of the encoded row; 0 if the candidate is not encoded. */
    int bytes() {
        return row instanceof UnsafeRow encoded ? encoded.getSizeInBytes() : 0;
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
