package dev.madrugada.common.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.Partition;

/**
 * A day of a warehouse table, loaded from one generation of the curated partition.
 *
 * @param table schema and name
 * @param partition of the curated table; the warehouse table holds its day
 * @param generation the lake's generation that was loaded
 * @param rows of the day in the warehouse, as counted there
 * @param content the content digest of that generation
 */
public record WarehouseDay(String table, Partition partition, long generation, long rows, Digest content)
        implements Output {
    /** The lake's generation that was loaded. */
    @JsonIgnore
    public Generation identity() {
        return new Generation(partition, generation, content);
    }
}
