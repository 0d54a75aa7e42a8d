package dev.madrugada.warehouse;

/**
 * How much of an answer is read into memory.
 *
 * @param rows the most rows
 * @param characters the most characters of all values together, as the warehouse prints them
 */
public record ReadLimit(int rows, long characters) {
    public ReadLimit {
        if (rows < 1 || characters < 1) {
            throw new IllegalArgumentException("a limit allows at least one row and one character");
        }
    }

    /** Which limit an answer went beyond. */
    public enum Excess {
        NONE,
        ROWS,
        CHARACTERS
    }
}
