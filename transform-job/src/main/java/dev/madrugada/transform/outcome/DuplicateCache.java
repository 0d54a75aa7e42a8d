package dev.madrugada.transform.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Removes duplicates before the shuffle where they stand close together, so that a key that most records share takes no
 * more room than others. One slot per hash: a row leaves when one with another key takes its slot. Bounded, and only a
 * shortcut: the duplicates that it misses meet in the task that writes their key.
 */
final class DuplicateCache {
    private static final int SLOTS = 2048;
    /** Larger rows pass by, so that the cache stays small. */
    static final int MAX_PAYLOAD_BYTES = 4096;

    private final @Nullable Candidate[] slots = new @Nullable Candidate[SLOTS];

    /** Adds a row; the row that leaves, or null. */
    @Nullable
    Candidate displacedBy(Candidate row) {
        int slot = (int) (row.hash() >>> 32) & (SLOTS - 1);
        Candidate before = slots[slot];
        if (before != null && before.hasKeyOf(row)) {
            slots[slot] = row.winnerOver(before);
            return null;
        }
        slots[slot] = row;
        return before;
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
