package dev.madrugada.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The result of one benchmark process. The process prints the result as the last line of its standard output.
 *
 * @param payloadBytes payload of all records, without partition keys and protocol overhead
 * @param cpuSeconds processor time of the process during the read, on all cores
 * @param servingCpuSeconds mean processor time of the local Kinesis per read, warm-up reads included; 0 until {@link
 *     #served} sets it
 * @param peakHeapBytes peak heap usage, garbage included
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

    /** Payload in 10^6 bytes per second of processor time of the local Kinesis. */
    double megabytesPerServingCpuSecond() {
        return payloadBytes / 1e6 / servingCpuSeconds;
    }

    /** Payload in 10^6 bytes a second. */
    double megabytesPerSecond() {
        return payloadBytes / 1e6 / seconds;
    }

    /** Payload in 10^6 bytes per second of processor time. Other processes on the machine affect this figure least. */
    double megabytesPerCpuSecond() {
        return payloadBytes / 1e6 / cpuSeconds;
    }
}
