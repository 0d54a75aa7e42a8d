package dev.madrugada.common.lake;

import java.util.Map;

/**
 * Which generation each partition of a table had at an instant. Taken before a run reads its inputs, it says what the
 * run's content replaces: whoever publishes in between makes it stale.
 */
public record ExpectedGenerations(Map<Partition, Long> generations) {
    public ExpectedGenerations {
        generations = Map.copyOf(generations);
    }

    /** The partition's generation then; 0 if it had none. */
    public long of(Partition partition) {
        return generations.getOrDefault(partition, 0L);
    }
}
