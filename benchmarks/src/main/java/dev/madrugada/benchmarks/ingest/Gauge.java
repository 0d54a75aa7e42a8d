package dev.madrugada.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures one reading in this process. */
final class Gauge {
    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Gauge() {}

    /** What was read. */
    record Count(long records, long payloadBytes) {}

    /** Reads the whole window once. */
    @FunctionalInterface
    interface Reader {
        Count read() throws Exception;
    }

    /** Warms up, measures, and refuses a reading that is not all of the window. */
    static Measurement measured(ReadRequest reading, Reader reader) throws Exception {
        for (int i = 0; i < reading.warmUps(); i++) {
            whole(reader.read(), reading);
        }
        HeapPeak heap = new HeapPeak();
        long started = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        Count count = reader.read();
        double seconds = (System.nanoTime() - started) / NANOS;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / NANOS;
        whole(count, reading);
        return new Measurement(count.records(), count.payloadBytes(), seconds, cpuSeconds, 0, heap.bytes());
    }

    private static void whole(Count count, ReadRequest reading) {
        if (count.records() != reading.records() || count.payloadBytes() != reading.records() * reading.bytes()) {
            throw new IllegalStateException(
                    "read " + count + " of " + reading.records() + " records of " + reading.bytes() + " bytes");
        }
    }
}
