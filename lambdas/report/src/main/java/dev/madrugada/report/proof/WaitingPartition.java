package dev.madrugada.report.proof;

/**
 * A partition of a later day with records that arrived early. The night of that day validates and loads it.
 *
 * @param name such as {@code departed_on=2001-01-02}
 * @param published rows of the curated partition, from the run record of the night's transform
 */
public record WaitingPartition(String name, long published) {}
