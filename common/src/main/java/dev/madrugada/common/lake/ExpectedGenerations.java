package dev.madrugada.common.lake;

import java.util.Map;

/**
 * The current generation of each partition of a table at one instant. A run takes it before it reads its inputs, and
 * replaces exactly these generations. If another run publishes in between, the run's content is out of date.
 */
public record ExpectedGenerations(Map<Partition, Long> generations) {
    public ExpectedGenerations {
        generations = Map.copyOf(generations);
    }

    /** The number of the partition's generation at that instant; 0 if the partition had none. */
    public long of(Partition partition) {
        return generations.getOrDefault(partition, 0L);
    }
}
