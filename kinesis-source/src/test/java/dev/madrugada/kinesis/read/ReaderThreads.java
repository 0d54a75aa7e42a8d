package dev.madrugada.kinesis.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads in this JVM that fetch pages, of whatever task. */
public final class ReaderThreads {

    private static final long MOST_SECONDS = 20;

    private ReaderThreads() {}

    static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kinesis-batch-"))
                .toList();
    }

    /** Fails unless all of them end by themselves soon. */
    public static void assertNoneIsLeft() throws InterruptedException {
        for (Thread thread : alive()) {
            thread.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
