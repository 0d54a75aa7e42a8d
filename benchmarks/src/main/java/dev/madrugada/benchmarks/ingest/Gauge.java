package dev.madrugada.benchmarks.ingest;

import dev.madrugada.benchmarks.process.HeapPeak;
import dev.madrugada.benchmarks.process.Stopwatch;

/** Measures one read in this process. */
final class Gauge {
    private Gauge() {}

    /** What a read returned. */
    record Count(long records, long payloadBytes) {}

    /** Reads the whole window once. */
    @FunctionalInterface
    interface Read {
        Count run() throws Exception;
    }

    /** Reads several times to warm up, then measures one read. Fails unless every read returns the whole window. */
    static Measurement measured(ReadRequest request, Read read) throws Exception {
        for (int i = 0; i < request.warmUps(); i++) {
            requireComplete(read.run(), request);
        }
        HeapPeak heap = new HeapPeak();
        Stopwatch watch = Stopwatch.started();
        Count count = read.run();
        double seconds = watch.seconds();
        double cpuSeconds = watch.cpuSeconds();
        requireComplete(count, request);
        return new Measurement(count.records(), count.payloadBytes(), seconds, cpuSeconds, 0, heap.bytes());
    }

    private static void requireComplete(Count count, ReadRequest request) {
        if (count.records() != request.records() || count.payloadBytes() != request.records() * request.bytes()) {
            throw new IllegalStateException(
                    "read " + count + " of " + request.records() + " records of " + request.bytes() + " bytes");
        }
    }
}
