package dev.madrugada.report.proof;

/**
 * A partition of a later day, which holds what arrived early: its own night judges and loads it.
 *
 * @param name such as {@code departed_on=2001-01-02}
 * @param published rows of the curated partition, as the night's transform recorded them
 */
public record WaitingPartition(String name, long published) {}
