package dev.madrugada.ingest.kafka;

import java.time.Instant;
import java.util.List;

/**
 * The port to the brokers of one topic. Methods throw the client's exceptions, see {@link KafkaFaults}. Used by one
 * thread.
 */
interface TopicClient extends AutoCloseable {
    Topic topic();

    /**
     * The logs of partitions. The end of a log is at most the offset of the first record that arrives after the call
     * began, unless that record's timestamp is among the answers.
     *
     * @param times the times to look for, in order; see {@link PartitionLog#firstFrom}
     */
    List<PartitionLog> logs(List<Integer> partitions, List<Instant> times);

    @Override
    void close();
}
