package dev.madrugada.kinesis.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads of this JVM that fetch pages, of all tasks. */
public final class ReaderThreads {

    private static final long TIMEOUT_SECONDS = 20;

    private ReaderThreads() {}

    static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kinesis-batch-"))
                .toList();
    }

    /** Fails unless all of these threads end soon. */
    public static void assertNoneIsLeft() throws InterruptedException {
        for (Thread thread : alive()) {
            thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
