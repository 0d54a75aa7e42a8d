package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final ReadPace pace = new ReadPace();

    @Test
    void nothingRestsBeforeTheFirstRefusal() {
        pace.answered(0, 10_000_000);

        assertThat(pace.rest(0)).isZero();
    }

    @Test
    void aPageIsPaidForByTwoMegabytesASecondFromItsCallOn() {
        pace.answered(0, 10_000_000);
        pace.refused();

        assertThat(pace.rest(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pace.rest(4 * SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.rest(6 * SECOND)).isZero();
    }

    @Test
    void noMoreThanFiveCallsASecond() {
        pace.refused();
        pace.answered(SECOND, 0);

        assertThat(pace.rest(SECOND)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aRefusalInSpiteOfThePaceStretchesItALittle() {
        pace.refused();
        pace.answered(0, 2_000_000);
        pace.refused();
        pace.refused();

        assertThat(pace.rest(0)).isEqualTo(Duration.ofMillis(1_100));
        pace.answered(0, 2_000_000);
        assertThat(pace.rest(0)).isEqualTo(Duration.ofMillis(1_095));
    }
}
