package dev.madrugada.localstack.kinesis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.http.ServiceException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottlesTest {
    // System.nanoTime may overflow; this clock overflows after three seconds.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3));
    private final Throttles throttles = new Throttles(nanos::get);

    @BeforeEach
    void on() {
        throttles.enable();
    }

    private void advance(long millis) {
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
    void rejectsCallsForFiveSecondsAfterTenMegabytes() {
        assertThat(page("a")).isTrue();
        throttles.charge("s", "a", 10_000_000);
        assertThat(page("a")).isFalse();
        advance(4999);
        assertThat(page("a")).isFalse();
        assertThat(page("b")).isTrue();
        advance(1);
        assertThat(page("a")).isTrue();
    }

    @Test
    void addsTheBytesOfConcurrentPages() {
        throttles.charge("s", "a", 2_000_000);
        throttles.charge("s", "a", 2_000_000);
        advance(1999);
        assertThat(page("a")).isFalse();
        advance(1);
        assertThat(page("a")).isTrue();
    }

    @Test
    void givesNoCreditForIdleTime() {
        assertThat(page("a")).isTrue();
        advance(60_000);
        throttles.charge("s", "a", 2_000_000);
        advance(999);
        assertThat(page("a")).isFalse();
    }

    @Test
    void allowsFiveGetRecordsPerSecond() {
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            taken += page("a") ? 1 : 0;
        }
        assertThat(taken).isEqualTo(5);
        advance(200);
        assertThat(page("a")).isTrue();
        assertThat(page("a")).isFalse();
    }

    @Test
    void allowsFiveGetShardIteratorPerSecond() {
        assertThat(iterators(20)).isEqualTo(5);
        advance(400);
        assertThat(iterators(20)).isEqualTo(2);
        throttles.disable();
        assertThat(iterators(20)).isEqualTo(20);
    }
}
