package dev.madrugada.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFaultsTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SaslAuthenticationException("hush"), ErrorCode.InputMissing, "source.kafka.security"),
                Arguments.of(new SslAuthenticationException("hush"), ErrorCode.InputMissing, "source.kafka.security"),
                Arguments.of(new TopicAuthorizationException("hush"), ErrorCode.InputMissing, "DescribeConfigs"),
                Arguments.of(new GroupAuthorizationException("hush"), ErrorCode.InputMissing, "spark-kafka-"),
                Arguments.of(
                        new UnknownTopicOrPartitionException("hush"), ErrorCode.InputMissing, "source.kafka.topic"),
                Arguments.of(new UnsupportedVersionException("hush"), ErrorCode.InputMissing, "2.8"),
                Arguments.of(new ConfigException("hush"), ErrorCode.InvalidArguments, "aws-msk-iam-auth"),
                Arguments.of(
                        new KafkaException("hush", new ConfigException("hush")),
                        ErrorCode.InvalidArguments,
                        "source.kafka.bootstrap"),
                Arguments.of(
                        new OffsetOutOfRangeException(java.util.Map.of(new TopicPartition("hush", 0), 1L)),
                        ErrorCode.RecordsExpired,
                        "retention.ms"),
                Arguments.of(
                        new ThrottlingQuotaExceededException("hush"),
                        ErrorCode.SourceThrottled,
                        "the night is retried"),
                Arguments.of(new TimeoutException("hush"), ErrorCode.SourceUnavailable, "the night is retried"),
                Arguments.of(
                        new java.util.concurrent.TimeoutException("hush"),
                        ErrorCode.SourceUnavailable,
                        "the night is retried"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void classifiesByTypeAndNeverQuotesTheClient(Throwable failure, ErrorCode code, String fix) {
        Throwable wrapped = new IllegalStateException("hush", new ExecutionException(failure));

        assertThat(KafkaFaults.of("topic orders", wrapped)).hasValueSatisfying(coded -> {
            assertThat(coded.code()).isEqualTo(code);
            assertThat(coded)
                    .hasMessageStartingWith(code + ": topic orders: ")
                    .hasMessageContaining(fix)
                    .hasMessageNotContaining("hush");
        });
    }

    @Test
    void leavesOtherFailuresAlone() {
        assertThat(KafkaFaults.of("topic orders", new IllegalStateException("bug")))
                .isEmpty();
    }
}
