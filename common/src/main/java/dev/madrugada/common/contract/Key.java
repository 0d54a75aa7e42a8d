package dev.madrugada.common.contract;

import java.util.List;

/**
 * The key of a dataset, and which of several records with the same key and event day is kept.
 *
 * @param columns the names of the payload columns that form the key; all are required columns
 */
public record Key(List<String> columns, Keep keep) {
    /**
     * Which duplicate is kept, by arrival time. The Kinesis coordinates (shard, sequence number) break ties, so that
     * every run keeps the same record.
     */
    public enum Keep {
        LATEST,
        EARLIEST
    }

    public Key {
        columns = List.copyOf(columns);
    }
}
