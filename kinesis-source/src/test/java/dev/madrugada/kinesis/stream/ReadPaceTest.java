package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final ReadPace pace = new ReadPace();

    @Test
    void doesNotPauseBeforeTheFirstThrottledCall() {
        pace.answered(0, 10_000_000);

        assertThat(pace.pause(0)).isZero();
    }

    @Test
    void limitsReadsToTwoMegabytesASecondAfterThrottling() {
        pace.answered(0, 10_000_000);
        pace.throttled();

        assertThat(pace.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pace.pause(4 * SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.pause(6 * SECOND)).isZero();
    }

    @Test
    void allowsFiveCallsASecond() {
        pace.throttled();
        pace.answered(SECOND, 0);

        assertThat(pace.pause(SECOND)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void throttlingOfSpacedCallsIncreasesTheMarginAndSuccessReducesIt() {
        pace.throttled();
        pace.answered(0, 2_000_000);
        pace.throttled();
        pace.throttled();

        assertThat(pace.pause(0)).isEqualTo(Duration.ofMillis(1_100));
        pace.answered(0, 2_000_000);
        assertThat(pace.pause(0)).isEqualTo(Duration.ofMillis(1_095));
    }
}
