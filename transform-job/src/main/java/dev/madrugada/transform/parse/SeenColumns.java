package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which payload columns occur in at least one record: bit {@code i} stands for column {@code i}. The bit after the last
 * column is set if any object was read.
 */
public record SeenColumns(BitSet seen) {
    /** The columns whose field occurred in no record; empty if no payload was an object. */
    public List<SourceColumn> neverSeen(Payload payload) {
        int columns = payload.columns().size();
        return IntStream.range(0, columns)
                .filter(column -> seen.get(columns) && !seen.get(column))
                .mapToObj(payload.columns()::get)
                .toList();
    }
}
