package dev.madrugada.ingest.kafka;

import java.util.List;
import java.util.OptionalLong;

/**
 * A topic as its brokers describe it.
 *
 * @param id changes if the topic is deleted and created again
 * @param partitions the numbers of the partitions, in order
 * @param retentionMillis how long records are kept; empty if there is no limit of time
 */
record Topic(
        String cluster,
        String name,
        String id,
        List<Integer> partitions,
        boolean isCompacted,
        boolean hasLogAppendTime,
        OptionalLong retentionMillis) {
    private static final char SEPARATOR = '-';

    Topic {
        partitions = List.copyOf(partitions);
    }

    String identity() {
        return "kafka:" + cluster + "/" + name + "/" + id;
    }

    /** Raw's name of a partition, such as {@code orders-0}. */
    static String shard(String topic, int partition) {
        return topic + SEPARATOR + partition;
    }
}
