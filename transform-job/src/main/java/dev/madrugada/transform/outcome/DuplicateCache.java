package dev.madrugada.transform.outcome;

import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;

/**
 * Removes duplicates before the shuffle where they stand close together, so that a key that most records share takes no
 * more room than others. One slot per hash: a row leaves when one with another key takes its slot. Bounded by the number
 * and the bytes of the rows, and only a shortcut: the duplicates that it misses meet in the task that writes their key.
 *
 * <p>Rows that wait here have left the processor's cache when they leave. Therefore rows are held only while duplicates
 * are frequent; otherwise only their hashes are noted. A held row is encoded, so its size is known, and it keeps none of
 * its record's values: a payload of a few bytes may have been decompressed to megabytes.
 */
final class DuplicateCache {
    private static final int SLOTS = 2048;
    /** Larger rows pass by. */
    static final int MAX_ROW_BYTES = 16 << 10;
    /** The bytes of all held rows. */
    static final long MAX_BYTES = 8L << 20;

    /** The number of rows after which it is decided whether the next ones are held. */
    private static final int COUNTED = 4096;
    /** Rows are held if at least one of so many repeated a hash. */
    private static final int FREQUENT = 4;

    private final Function<Candidate, UnsafeRow> encoder;
    private final @Nullable Candidate[] slots = new @Nullable Candidate[SLOTS];
    private final long[] hashes = new long[SLOTS];
    private boolean holds;
    private int counted;
    private int repeated;
    private long bytes;

    /** @param encoder the row that is passed on for a candidate; the next call may change it */
    DuplicateCache(Function<Candidate, UnsafeRow> encoder) {
        this.encoder = encoder;
    }

    /** Adds a row; the row that leaves, or null. */
    @Nullable
    Candidate displacedBy(Candidate row) {
        int slot = (int) (row.hash() >>> 32) & (SLOTS - 1);
        count(row.hash(), slot);
        Candidate before = slots[slot];
        if (before != null && before.hasKeyOf(row)) {
            Candidate winner = row.winnerOver(before);
            return winner == before || put(winner, before, slot) ? null : removed(slot, winner);
        }
        return holds && put(row, before, slot) ? before : row;
    }

    /** Puts a row into a slot instead of the row before it. False, and nothing is changed, if there is no room for it. */
    private boolean put(Candidate row, @Nullable Candidate before, int slot) {
        UnsafeRow encoded = encoder.apply(row);
        int size = encoded.getSizeInBytes();
        long after = bytes + size - (before == null ? 0 : before.bytes());
        if (size > MAX_ROW_BYTES || after > MAX_BYTES) {
            return false;
        }
        row.encode(encoded.copy());
        bytes = after;
        slots[slot] = row;
        return true;
    }

    /** Empties the slot of a row that another one with its key has displaced. */
    private Candidate removed(int slot, Candidate winner) {
        removed(slot);
        return winner;
    }

    private void count(long hash, int slot) {
        if (hashes[slot] == hash) {
            repeated++;
        }
        hashes[slot] = hash;
        if (++counted == COUNTED) {
            holds = repeated >= COUNTED / FREQUENT;
            counted = 0;
            repeated = 0;
        }
    }

    /** Removes a row; null if none is left. */
    @Nullable
    Candidate removed(int from) {
        Candidate row = slots[from];
        slots[from] = null;
        bytes -= row == null ? 0 : row.bytes();
        return row;
    }

    int slots() {
        return SLOTS;
    }

    /** The bytes of the rows that are held. */
    long bytes() {
        return bytes;
    }
}
