package dev.madrugada.warehouse;

/**
 * The server's error for a statement that failed.
 *
 * @param state the SQLState; an empty string if there is none
 * @param message the primary message; it may contain a value of a row, unless the statement failed before it read rows
 * @param detail the detail message; an empty string if there is none
 * @param position 1-based position in the statement, in code points; 0 if the server reports none
 */
public record SqlError(String state, String message, String detail, int position) {}
