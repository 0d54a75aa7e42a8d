package dev.madrugada.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The time and the processor time of this process since the stopwatch was started. */
public final class Stopwatch {
    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long started = System.nanoTime();
    private final long cpu = SYSTEM.getProcessCpuTime();

    private Stopwatch() {}

    public static Stopwatch started() {
        return new Stopwatch();
    }

    public double seconds() {
        return (System.nanoTime() - started) / NANOS;
    }

    /** Processor time of all threads, on all cores. */
    public double cpuSeconds() {
        return (SYSTEM.getProcessCpuTime() - cpu) / NANOS;
    }

    /** Processor time of this process since its start. */
    public static double processCpuSeconds() {
        return SYSTEM.getProcessCpuTime() / NANOS;
    }
}
