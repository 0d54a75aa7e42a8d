package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;

class RetryStateTest {

    private static final RetryPolicy POLICY = new RetryPolicy(
            Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
    private final KinesisSourceException throttled = new StreamThrottledException("StreamThrottled: t", null);
    private final KinesisSourceException cut = new StreamUnavailableException("StreamUnavailable: u", null);

    private long now;
    private double jitter = 1;
    private final RetryState retryState = new RetryState(POLICY, () -> now, () -> jitter);

    @Test
    void ceilingDoublesUpToItsLimit() {
        assertThat(IntStream.range(0, 6).mapToObj(i -> retryState.delayAfter(throttled)))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
    }

    @Test
    void delayIsBetweenZeroAndTheCeiling() {
        jitter = 0;
        assertThat(retryState.delayAfter(throttled)).isZero();
        jitter = 0.5;
        assertThat(retryState.delayAfter(throttled)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void retriesAreLimitedByTimeNotByCount() {
        for (int i = 0; i < 10_000; i++) {
            retryState.delayAfter(throttled);
        }
        now = Duration.ofMinutes(10).minusNanos(1).toNanos();
        retryState.delayAfter(throttled);
        now = Duration.ofMinutes(10).toNanos();

        assertThatThrownBy(() -> retryState.delayAfter(throttled))
                .isInstanceOf(StreamThrottledException.class)
                .hasMessage("StreamThrottled: t; no success in 10002 attempts over PT10M")
                .hasCause(throttled);
    }

    @Test
    void failuresAreRetriedForLessTimeThanThrottling() {
        retryState.delayAfter(cut);
        now = Duration.ofMinutes(1).toNanos();

        assertThatThrownBy(() -> retryState.delayAfter(cut))
                .isInstanceOf(StreamUnavailableException.class)
                .hasMessageEndingWith("no success in 2 attempts over PT1M");
    }

    @Test
    void waitingLongerThanTheDelayDoesNotCountAsFailing() {
        retryState.delayAfter(cut);
        now = Duration.ofMinutes(5).toNanos();
        retryState.beforeRetry();
        retryState.delayAfter(cut);
        now += Duration.ofMinutes(1).toNanos();

        assertThatThrownBy(() -> retryState.delayAfter(cut))
                .hasMessageEndingWith("no success in 3 attempts over PT1M0.1S");
    }

    @Test
    void aSuccessResetsTheState() {
        retryState.delayAfter(cut);
        retryState.delayAfter(cut);
        now = Duration.ofMinutes(59).toNanos();
        retryState.succeeded();

        assertThat(retryState.delayAfter(cut)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aRejectedCallIsNotRetried() {
        StreamRefusedException refused = new StreamRefusedException("StreamRefused: r", null);

        assertThatThrownBy(() -> retryState.delayAfter(refused)).isSameAs(refused);
    }

    @Test
    void retriesABrokenConnectionButNotMissingCredentials() {
        StreamUnavailableException noCredentials =
                new StreamUnavailableException("u", SdkClientException.create("no credentials"));
        StreamUnavailableException damaged = new StreamUnavailableException(
                "u",
                Crc32MismatchException.builder().message("another checksum").build());
        StreamUnavailableException cutOff = new StreamUnavailableException(
                "u", SdkClientException.create("cut", new SocketException("Connection reset")));

        assertThatThrownBy(() -> retryState.delayAfter(noCredentials)).isSameAs(noCredentials);
        assertThat(retryState.delayAfter(cutOff)).isPositive();
        assertThat(retryState.delayAfter(damaged)).isPositive();
    }

    @Test
    void retriesUntilSuccess() {
        jitter = 0;
        Queue<KinesisSourceException> failures = new ArrayDeque<>(List.of(throttled, cut, throttled));

        String answer = retryState.call(() -> {
            KinesisSourceException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void anInterruptEndsTheRetries() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> retryState.call(() -> {
                    throw throttled;
                }))
                .isSameAs(throttled);
        assertThat(Thread.interrupted()).isTrue();
    }
}
