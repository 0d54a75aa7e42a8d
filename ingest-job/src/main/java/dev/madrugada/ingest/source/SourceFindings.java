package dev.madrugada.ingest.source;

import dev.madrugada.common.lake.Arrivals.RefusedInput;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.time.ArrivalHour;
import java.util.List;
import java.util.Map;

/**
 * What a source found while it read a span.
 *
 * @param warnings what people should look at
 * @param refused the records that the source could not read, by hour; they are recorded in the hour's manifest
 * @param facts other figures of the run record, such as throttled calls
 */
public record SourceFindings(
        List<RunWarning> warnings, Map<ArrivalHour, List<RefusedInput>> refused, Map<String, Long> facts) {
    public static final SourceFindings NONE = new SourceFindings(List.of(), Map.of(), Map.of());

    public SourceFindings {
        warnings = List.copyOf(warnings);
        refused = Map.copyOf(refused);
        facts = Map.copyOf(facts);
    }
}
