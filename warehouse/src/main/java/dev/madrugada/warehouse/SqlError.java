package dev.madrugada.warehouse;

/**
 * The server's answer to a statement that failed.
 *
 * @param state the SQLState; empty if there was none
 * @param message the primary message; it may quote a row's value unless the statement was never begun
 * @param detail empty if there was none
 * @param position the 1-based place in the statement, in characters (code points); 0 if the server gave none
 */
public record SqlError(String state, String message, String detail, int position) {}
