package dev.madrugada.transform.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Removes duplicates before the shuffle where they stand close together, so that a key that most records share takes no
 * more room than others. One slot per hash: a row leaves when one with another key takes its slot. Bounded, and only a
 * shortcut: the duplicates that it misses meet in the task that writes their key.
 *
 * <p>Rows that wait here have left the processor's cache when they leave. Therefore rows are held only while duplicates
 * are frequent; otherwise only their hashes are noted.
 */
final class DuplicateCache {
    private static final int SLOTS = 2048;
    /** Larger rows pass by, so that the cache stays small. */
    static final int MAX_PAYLOAD_BYTES = 4096;

    /** The number of rows after which it is decided whether the next ones are held. */
    private static final int COUNTED = 4096;
    /** Rows are held if at least one of so many repeated a hash. */
    private static final int FREQUENT = 4;

    private final @Nullable Candidate[] slots = new @Nullable Candidate[SLOTS];
    private final long[] hashes = new long[SLOTS];
    private boolean holds;
    private int counted;
    private int repeated;

    /** Adds a row; the row that leaves, or null. */
    @Nullable
    Candidate displacedBy(Candidate row) {
        int slot = (int) (row.hash() >>> 32) & (SLOTS - 1);
        count(row.hash(), slot);
        Candidate before = slots[slot];
        if (before != null && before.hasKeyOf(row)) {
            slots[slot] = row.winnerOver(before);
            return null;
        }
        if (!holds) {
            return row;
        }
        slots[slot] = row;
        return before;
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
        return row;
    }

    int slots() {
        return SLOTS;
    }
}
