package dev.madrugada.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a measured process found, which is its last line.
 *
 * @param payloadBytes of all records' data, without keys and whatever the wire adds
 * @param cpuSeconds that the process used meanwhile, on all cores
 * @param servingCpuSeconds that the local Kinesis used for it; the process itself does not know
 * @param peakHeapBytes the most that its heap held, garbage too
 */
record Measurement(
        long records,
        long payloadBytes,
        double seconds,
        double cpuSeconds,
        double servingCpuSeconds,
        long peakHeapBytes) {
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

    Measurement served(double stackSeconds) {
        return new Measurement(records, payloadBytes, seconds, cpuSeconds, stackSeconds, peakHeapBytes);
    }

    /** Payload in 10^6 bytes per second of the local Kinesis's processor time. */
    double megabytesPerServingCpuSecond() {
        return payloadBytes / 1e6 / servingCpuSeconds;
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
