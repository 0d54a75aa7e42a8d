package dev.madrugada.transform.parse;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of parsing one payload: rows of typed values, and the reasons for refusing the record.
 *
 * @param rows the record's rows in the payload's order. A payload without {@code rows:} has exactly one row, also if it
 *     is refused. With {@code rows:} there is one row per element of the array: none if the array is empty, missing or
 *     unreadable. If the record is refused, the rows have the values that could be read.
 * @param reasons empty if the record is not refused
 */
public record ParsedPayload(List<ParsedRow> rows, List<Reason> reasons) {
    /**
     * One row of a record.
     *
     * @param index the position of the row's element in the array that makes the rows, counted from 0; 0 for the only
     *     row of a payload without {@code rows:}
     * @param values one per column of the contract's payload, in the contract's order; see
     *     {@link ParsedValue#value()}; null where the payload has no valid value
     */
    public record ParsedRow(int index, List<@Nullable Object> values) {}

    /** A record of one row. */
    static ParsedPayload oneRow(@Nullable Object[] values, List<Reason> reasons) {
        return new ParsedPayload(List.of(new ParsedRow(0, Arrays.asList(values))), reasons);
    }

    boolean isRefused() {
        return !reasons.isEmpty();
    }

    /** The values of the first row; for payloads without {@code rows:}, which have exactly one. */
    List<@Nullable Object> values() {
        return rows.get(0).values();
    }
}
