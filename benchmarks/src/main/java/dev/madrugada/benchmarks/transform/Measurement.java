package dev.madrugada.benchmarks.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The result of one process. The process prints it as the last line of its standard output.
 *
 * @param runs the runs inside the process, in order
 * @param cpuSeconds processor time of the process from its start to its last run's end, on all cores
 * @param peakHeapBytes peak heap usage, garbage included
 */
record Measurement(List<Run> runs, double cpuSeconds, long peakHeapBytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param cpuSeconds processor time of the process during the run, on all cores */
    record Run(double seconds, double cpuSeconds) {}

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
}
