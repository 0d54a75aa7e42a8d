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

class PersistenceTest {

    private static final RetryPolicy POLICY = new RetryPolicy(
            Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
    private final KinesisSourceException throttled = new StreamThrottledException("StreamThrottled: t", null);
    private final KinesisSourceException cut = new StreamUnavailableException("StreamUnavailable: u", null);

    private long now;
    private double chance = 1;
    private final Persistence persistence = new Persistence(POLICY, () -> now, () -> chance);

    @Test
    void theCeilingDoublesUpToItsCap() {
        assertThat(IntStream.range(0, 6).mapToObj(i -> persistence.delayAfter(throttled)))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
    }

    @Test
    void theDelayIsDrawnFromNothingUpToTheCeiling() {
        chance = 0;
        assertThat(persistence.delayAfter(throttled)).isZero();
        chance = 0.5;
        assertThat(persistence.delayAfter(throttled)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void patienceIsATimeNotACount() {
        for (int i = 0; i < 10_000; i++) {
            persistence.delayAfter(throttled);
        }
        now = Duration.ofMinutes(10).minusNanos(1).toNanos();
        persistence.delayAfter(throttled);
        now = Duration.ofMinutes(10).toNanos();

        assertThatThrownBy(() -> persistence.delayAfter(throttled))
                .isInstanceOf(StreamThrottledException.class)
                .hasMessage("StreamThrottled: t; given up after 10002 attempts in PT10M")
                .hasCause(throttled);
    }

    @Test
    void failuresAreBorneForAShorterTimeThanRefusals() {
        persistence.delayAfter(cut);
        now = Duration.ofMinutes(1).toNanos();

        assertThatThrownBy(() -> persistence.delayAfter(cut))
                .isInstanceOf(StreamUnavailableException.class)
                .hasMessageEndingWith("given up after 2 attempts in PT1M");
    }

    @Test
    void waitingForSomethingElseTriesNoPatience() {
        persistence.delayAfter(cut);
        now = Duration.ofMinutes(5).toNanos();
        persistence.calling();
        persistence.delayAfter(cut);
        now += Duration.ofMinutes(1).toNanos();

        assertThatThrownBy(() -> persistence.delayAfter(cut)).hasMessageEndingWith("after 3 attempts in PT1M0.1S");
    }

    @Test
    void aSuccessStartsAllAnew() {
        persistence.delayAfter(cut);
        persistence.delayAfter(cut);
        now = Duration.ofMinutes(59).toNanos();
        persistence.succeeded();

        assertThat(persistence.delayAfter(cut)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsRefusedForGoodIsThrownAtOnce() {
        StreamRefusedException refused = new StreamRefusedException("StreamRefused: r", null);

        assertThatThrownBy(() -> persistence.delayAfter(refused)).isSameAs(refused);
    }

    @Test
    void missingCredentialsAreNotWaitedForButABrokenConnectionIs() {
        StreamUnavailableException noCredentials =
                new StreamUnavailableException("u", SdkClientException.create("no credentials"));
        StreamUnavailableException damaged = new StreamUnavailableException(
                "u",
                Crc32MismatchException.builder().message("another checksum").build());
        StreamUnavailableException cutOff = new StreamUnavailableException(
                "u", SdkClientException.create("cut", new SocketException("Connection reset")));

        assertThatThrownBy(() -> persistence.delayAfter(noCredentials)).isSameAs(noCredentials);
        assertThat(persistence.delayAfter(cutOff)).isPositive();
        assertThat(persistence.delayAfter(damaged)).isPositive();
    }

    @Test
    void callsUntilItIsAnswered() {
        chance = 0;
        Queue<KinesisSourceException> failures = new ArrayDeque<>(List.of(throttled, cut, throttled));

        String answer = persistence.call(() -> {
            KinesisSourceException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void anInterruptEndsTheWaiting() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> persistence.call(() -> {
                    throw throttled;
                }))
                .isSameAs(throttled);
        assertThat(Thread.interrupted()).isTrue();
    }
}
