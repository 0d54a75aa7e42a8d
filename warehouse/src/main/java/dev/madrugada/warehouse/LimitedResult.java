package dev.madrugada.warehouse;

/**
 * A query result that was read up to a limit.
 *
 * @param result the complete result if {@code excess} is NONE, otherwise its first rows
 * @param excess the limit that was exceeded
 */
public record LimitedResult(QueryResult result, ReadLimit.Excess excess) {}
