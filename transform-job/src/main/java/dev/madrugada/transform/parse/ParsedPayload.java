package dev.madrugada.transform.parse;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payload as typed values, and why the record is to be refused if it is.
 *
 * @param values one for each column of the contract's payload, in order, as in {@link ParsedValue#value()}
 */
record ParsedPayload(List<@Nullable Object> values, List<Reason> reasons) {
    static ParsedPayload refused(int columns, Reason reason) {
        return new ParsedPayload(Collections.nCopies(columns, null), List.of(reason));
    }
}
