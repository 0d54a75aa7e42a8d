package dev.madrugada.common.contract;

import java.util.List;

/**
 * What makes two records the same one, and which of them stays.
 *
 * @param columns names of payload columns
 */
public record Key(List<String> columns, Keep keep) {
    /** Which duplicate wins, by arrival; ties go to the coordinates (shard, sequence number), so the choice repeats. */
    public enum Keep {
        LATEST,
        EARLIEST
    }

    public Key {
        columns = List.copyOf(columns);
    }
}
