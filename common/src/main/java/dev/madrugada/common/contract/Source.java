package dev.madrugada.common.contract;

import java.util.Optional;

/** The origin of a dataset's records. */
public sealed interface Source {
    /**
     * A Kinesis stream.
     *
     * @param stream the stream's name or ARN
     */
    record Kinesis(String stream) implements Source {}

    /**
     * A Kafka topic.
     *
     * @param bootstrap addresses of brokers, as {@code host:port}, separated by commas
     * @param timestamps the topic's record timestamps that the dataset accepts
     * @param secret the name of the secret with the login or the certificates; empty if the connection needs none
     */
    record Kafka(String bootstrap, String topic, Timestamps timestamps, KafkaSecurity security, Optional<String> secret)
            implements Source {
        /** What the topic's {@code message.timestamp.type} may be. */
        public enum Timestamps {
            /** LogAppendTime only: the broker's clock, which grows with the offset. */
            LOG_APPEND,
            /** CreateTime too: the producers' clocks, in any order. */
            CREATE
        }
    }
}
