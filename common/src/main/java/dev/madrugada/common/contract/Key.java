package dev.madrugada.common.contract;

import java.util.List;
import java.util.Set;

/**
 * The key of a dataset, and which of several records with the same key and event day is kept.
 *
 * @param columns the names of the columns that form the key; empty if each record is its own: then the key is where the
 *     record came from
 * @param nullable those of the columns that may be null
 */
public record Key(List<String> columns, Set<String> nullable, Keep keep) {
    /** Each record is its own: the key is the record's coordinates in its source. */
    public static final Key ARRIVAL = new Key(List.of(), Set.of(), Keep.LATEST);

    /**
     * Which duplicate is kept.
     *
     * @param by the column whose greatest or least value is kept; empty for the arrival time. The arrival time breaks
     *     ties (the latest is kept), then the record's coordinates (shard, sequence number), so that every run keeps the
     *     same record
     */
    public record Keep(Order order, String by) {
        public static final Keep LATEST = new Keep(Order.GREATEST, "");
        public static final Keep EARLIEST = new Keep(Order.LEAST, "");

        /** Which end of the order is kept. */
        public enum Order {
            GREATEST,
            LEAST
        }
    }

    public Key {
        columns = List.copyOf(columns);
        nullable = Set.copyOf(nullable);
    }

    /** Whether each record is its own. */
    public boolean isArrival() {
        return columns.isEmpty();
    }
}
