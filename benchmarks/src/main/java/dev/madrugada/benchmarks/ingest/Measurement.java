package dev.madrugada.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a measured process found, which is its last line.
 *
 * @param payloadBytes of all records' data, without keys and whatever the wire adds
 * @param cpuSeconds that the process used meanwhile, on all cores
 * @param peakHeapBytes the sum of the peaks of the heap's pools, which is at least the peak of the heap
 */
record Measurement(long records, long payloadBytes, double seconds, double cpuSeconds, long peakHeapBytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String encoded() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Measurement parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, Measurement.class);
    }

    /** Payload in 10^6 bytes a second. */
    double megabytesPerSecond() {
        return payloadBytes / 1e6 / seconds;
    }

    /** Payload in 10^6 bytes per second of processor time: what the machine's other work disturbs least. */
    double megabytesPerCpuSecond() {
        return payloadBytes / 1e6 / cpuSeconds;
    }
}
