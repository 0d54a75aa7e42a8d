package dev.madrugada.report.proof;

/**
 * A curated partition of a day after the night's date. Transform wrote records to it, but this night does not load it:
 * the night of that later day validates and loads it.
 *
 * @param name such as {@code departed_on=2001-01-02}
 * @param published rows of the curated partition, from the run record of the night's transform
 */
public record WaitingPartition(String name, long published) {}
