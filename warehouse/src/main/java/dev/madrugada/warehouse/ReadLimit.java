package dev.madrugada.warehouse;

/**
 * The limits up to which a query result is read into memory.
 *
 * @param rows maximum number of rows
 * @param characters maximum number of characters of all values together, in the text form of the warehouse
 */
public record ReadLimit(int rows, long characters) {
    public ReadLimit {
        if (rows < 1 || characters < 1) {
            throw new IllegalArgumentException("a limit must allow at least one row and one character");
        }
    }

    /** The limit that a result exceeds. */
    public enum Excess {
        NONE,
        ROWS,
        CHARACTERS
    }
}
