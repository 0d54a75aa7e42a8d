package dev.madrugada.warehouse;

/**
 * The rows of an answer that a limit allows.
 *
 * @param result the whole answer if there is no excess, otherwise its first rows
 */
public record LimitedResult(QueryResult result, ReadLimit.Excess excess) {}
