package dev.madrugada.common.contract;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
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

    /**
     * Files below a prefix.
     *
     * @param prefixZone the zone of the day and hour in the location's placeholders
     * @param csv the form of CSV files; the default for other formats
     * @param errors where records lie that were refused before they reached the files; their days and hours are in the
     *     same zone
     */
    record Files(
            FileLocation location,
            ZoneId prefixZone,
            Format format,
            Compression compression,
            CsvForm csv,
            List<FileLocation> errors,
            BrokenFiles brokenFiles)
            implements Source, Serializable {
        /** What a file holds. */
        public enum Format {
            /** A JSON object on each line. */
            JSON_LINES,
            /** JSON values one after the other, with or without line breaks, or arrays of them. */
            JSON,
            CSV,
            PARQUET,
            ORC,
            AVRO;

            /** Whether files are compressed inside, by the format itself. */
            public boolean isBinary() {
                return this == PARQUET || this == ORC || this == AVRO;
            }
        }

        /** How a whole file is compressed. */
        public enum Compression {
            /** As the file's first bytes say. */
            AUTO,
            NONE,
            GZIP,
            ZSTD,
            BZIP2,
            SNAPPY
        }

        /** What happens if a file cannot be read to its end. */
        public enum BrokenFiles {
            /** The records before the break are kept, and a warning names file and position. */
            WARN,
            /** Ingest fails and names all broken files. */
            FAIL
        }

        public Files {
            errors = List.copyOf(errors);
        }
    }
}
