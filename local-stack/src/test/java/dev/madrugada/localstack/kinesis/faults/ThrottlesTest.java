package dev.madrugada.localstack.kinesis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.http.ServiceException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottlesTest {
    // Where a monotonic clock may well be: about to go negative.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3));
    private final Throttles throttles = new Throttles(nanos::get);

    @BeforeEach
    void on() {
        throttles.enable();
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private boolean page(String shard) {
        try {
            throttles.page("s", shard);
            return true;
        } catch (ServiceException e) {
            assertThat(e.code()).isEqualTo("ProvisionedThroughputExceededException");
            return false;
        }
    }

    private int iterators(int calls) {
        int taken = 0;
        for (int i = 0; i < calls; i++) {
            try {
                throttles.iterator("s", "a");
                taken++;
            } catch (ServiceException e) {
                assertThat(e.code()).isEqualTo("ProvisionedThroughputExceededException");
            }
        }
        return taken;
    }

    @Test
    void refusesFiveSecondsAfterAPageOfTenMegabytes() {
        assertThat(page("a")).isTrue();
        throttles.charge("s", "a", 10_000_000);
        assertThat(page("a")).isFalse();
        pass(4999);
        assertThat(page("a")).isFalse();
        assertThat(page("b")).isTrue();
        pass(1);
        assertThat(page("a")).isTrue();
    }

    @Test
    void addsUpWhatTwoPagesAtOnceHold() {
        throttles.charge("s", "a", 2_000_000);
        throttles.charge("s", "a", 2_000_000);
        pass(1999);
        assertThat(page("a")).isFalse();
        pass(1);
        assertThat(page("a")).isTrue();
    }

    @Test
    void savesNoBytesUp() {
        assertThat(page("a")).isTrue();
        pass(60_000);
        throttles.charge("s", "a", 2_000_000);
        pass(999);
        assertThat(page("a")).isFalse();
    }

    @Test
    void letsFivePagesASecondPass() {
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            taken += page("a") ? 1 : 0;
        }
        assertThat(taken).isEqualTo(5);
        pass(200);
        assertThat(page("a")).isTrue();
        assertThat(page("a")).isFalse();
    }

    @Test
    void letsFiveIteratorsASecondPass() {
        assertThat(iterators(20)).isEqualTo(5);
        pass(400);
        assertThat(iterators(20)).isEqualTo(2);
        throttles.disable();
        assertThat(iterators(20)).isEqualTo(20);
    }
}
