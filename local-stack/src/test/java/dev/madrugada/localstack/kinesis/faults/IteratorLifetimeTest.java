package dev.madrugada.localstack.kinesis.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IteratorLifetimeTest {
    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration time) {
            now = now.plus(time);
        }
    }

    private final SteppedClock clock = new SteppedClock();
    private final IteratorLifetime life = new IteratorLifetime(clock);

    @Test
    void expiresAfterFiveMinutes() {
        long stamp = life.stamp();
        clock.advance(Duration.ofMinutes(5));
        assertThatCode(() -> life.check(stamp)).doesNotThrowAnyException();
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> life.check(stamp))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Iterator expired");
    }

    @Test
    void expiresOnlyEarlierIteratorsOfTheSameInstant() {
        long before = life.stamp();
        life.expireAll();
        long after = life.stamp();
        assertThatThrownBy(() -> life.check(before)).isInstanceOf(ServiceException.class);
        assertThatCode(() -> life.check(after)).doesNotThrowAnyException();
    }
}
