package dev.madrugada.ingest.kafka;

import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** The faults of reading a topic, and the error codes of the client's exceptions by their type. */
final class KafkaFaults {
    private static final String RESTORE =
            "restore the records from a copy, and let the topic keep them for 48 h or more (retention.ms,"
                    + " retention.bytes); the hours that are published stay";

    private KafkaFaults() {}

    static String where(String topic) {
        return "topic " + topic;
    }

    private static String where(Topic topic, HourOffsets offsets, String span) {
        return where(topic.name()) + " partition " + offsets.partition() + " in " + span;
    }

    static Fault compacted(Topic topic) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(where(topic.name()))
                .what("it has cleanup.policy=compact")
                .because("compaction removes records, so nobody knows whether a read has all of them")
                .fix("read a topic with cleanup.policy=delete, such as the one that this one is made from");
    }

    static Fault createTime(Topic topic) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(where(topic.name()))
                .what("it has message.timestamp.type=CreateTime")
                .because("producers' times are in no order, and the contract accepts the broker's time only")
                .fix("set message.timestamp.type=LogAppendTime for the topic, or write source.kafka.timestamp: create");
    }

    /** Records of a span whose beginning is known were deleted. */
    static Fault trimmed(Topic topic, HourOffsets offsets, PartitionLog log, String span) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(where(topic, offsets, span))
                .what("the offsets from " + offsets.begin() + " to "
                        + (Math.min(log.beginning(), offsets.end()) - 1) + " were deleted; the first one left is "
                        + log.beginning())
                .because("the topic keeps records for a shorter time than the night needs, or somebody deleted them")
                .fix(RESTORE);
    }

    /** Records from before the first one that is left were deleted, perhaps records of the span. */
    static Fault unprovenBegin(Topic topic, HourOffsets offsets, PartitionLog log, String span) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(where(topic, offsets, span))
                .what("the offsets before " + log.beginning()
                        + " were deleted, and no record from before the hour is left")
                .because("records of the hour may have been among them: the hour before is not in raw, and what the"
                        + " topic still has begins inside the hour or after it")
                .fix("begin with a later date, before which the topic still has a record; or " + RESTORE);
    }

    static Fault truncated(Topic topic, HourOffsets offsets, PartitionLog log, String span) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(where(topic, offsets, span))
                .what("the partition ends at offset " + log.end() + ", and a published hour ends at " + offsets.end())
                .because("the brokers lost records that raw has, such as by an unclean election of a leader")
                .fix("restore the topic, or read it as a new one: delete it and create it again");
    }

    static Fault openTransaction(Topic topic, HourOffsets offsets, PartitionLog log, String span) {
        return Fault.of(ErrorCode.SourceUnavailable)
                .at(where(topic, offsets, span))
                .what("a transaction that began at or before offset " + log.stableEnd() + " is open")
                .because("whether its records count is not known before it ends")
                .fix("the night is retried; if it fails again, find the transaction with kafka-transactions.sh"
                        + " find-hanging");
    }

    static Fault partitionsGone(Topic topic, String shard) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(where(topic.name()))
                .what("it has " + topic.partitions().size() + " partitions, and a published hour has records of "
                        + shard)
                .because("a topic never loses partitions unless it is restored from something else")
                .fix("restore the topic, or delete it and create it again");
    }

    /** The classified failure; empty if no exception of Kafka's client is in the chain of causes. */
    static Optional<MadrugadaException> of(String where, Throwable failed) {
        return Causes.of(failed)
                .flatMap(cause -> fault(where, cause).stream())
                .findFirst()
                .map(fault -> fault.exception(failed));
    }

    /** The client's messages are left out: they may quote options and addresses. */
    private static Optional<Fault> fault(String where, Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return Optional.of(refused(where, "the brokers did not accept the login", cause)
                    .fix("correct source.kafka.security, and the user and password of source.kafka.secret; for"
                            + " aws-msk-iam, allow the role kafka-cluster:Connect"));
        }
        if (cause instanceof AuthorizationException) {
            return Optional.of(refused(where, "the brokers do not let this user read it", cause)
                    .fix("allow the user Describe, DescribeConfigs and Read on the topic, Read on groups that begin"
                            + " with spark-kafka-, and Describe on the cluster"));
        }
        if (cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException) {
            return Optional.of(refused(where, "the topic does not exist", cause)
                    .fix("correct source.kafka.topic or source.kafka.bootstrap, or create the topic"));
        }
        if (cause instanceof UnsupportedVersionException) {
            return Optional.of(refused(where, "the brokers are older than 2.8", cause)
                    .fix("read a cluster of brokers from 2.8 on, whose topics have ids"));
        }
        if (cause instanceof OffsetOutOfRangeException) {
            return Optional.of(Fault.of(ErrorCode.RecordsExpired)
                    .at(where)
                    .what("records were deleted while they were read")
                    .because(cause.getClass().getSimpleName())
                    .fix(RESTORE));
        }
        if (cause instanceof ConfigException || isLoginUnloadable(cause)) {
            return Optional.of(Fault.of(ErrorCode.InvalidArguments)
                    .at(where)
                    .what("Kafka's client could not be set up")
                    .because(cause.getClass().getSimpleName() + ", whose message is in the log")
                    .fix("correct source.kafka.bootstrap and the certificates of source.kafka.secret; for aws-msk-iam,"
                            + " give the job the JAR of aws-msk-iam-auth with --extra-jars"));
        }
        if (cause instanceof ThrottlingQuotaExceededException) {
            return Optional.of(unavailable(ErrorCode.SourceThrottled, where, cause));
        }
        return cause instanceof KafkaException || cause instanceof TimeoutException
                ? Optional.of(unavailable(ErrorCode.SourceUnavailable, where, cause))
                : Optional.empty();
    }

    /** A login module or certificate that cannot be loaded; the client wraps it into a plain KafkaException. */
    private static boolean isLoginUnloadable(Throwable cause) {
        return cause instanceof KafkaException
                && Causes.of(cause)
                        .anyMatch(inner -> inner instanceof javax.security.auth.login.LoginException
                                || inner instanceof ConfigException
                                || inner instanceof ClassNotFoundException);
    }

    private static Fault.Parts refused(String where, String what, Throwable cause) {
        return Fault.of(ErrorCode.InputMissing)
                .at(where)
                .what(what)
                .because(cause.getClass().getSimpleName());
    }

    private static Fault unavailable(ErrorCode code, String where, Throwable cause) {
        return Fault.of(code)
                .at(where)
                .what("the brokers did not answer as they should")
                .because(cause.getClass().getSimpleName())
                .fix("the night is retried; if it fails again, check the brokers, their addresses in"
                        + " source.kafka.bootstrap and the network path");
    }
}
