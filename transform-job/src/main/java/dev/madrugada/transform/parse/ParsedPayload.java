package dev.madrugada.transform.parse;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of parsing one payload: typed values, and the reasons for refusing the record.
 *
 * @param values one per column of the contract's payload, in the contract's order; see {@link ParsedValue#value()};
 *     null where the payload has no valid value
 * @param reasons empty if the record is not refused
 */
record ParsedPayload(List<@Nullable Object> values, List<Reason> reasons) {
    static ParsedPayload refused(int columns, Reason reason) {
        return new ParsedPayload(Collections.nCopies(columns, null), List.of(reason));
    }
}
