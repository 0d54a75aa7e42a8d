package dev.madrugada.cli.doctor.account;

import java.time.Duration;

/**
 * How the end of a canary run is awaited.
 *
 * @param interval the longest time between two looks at a run; the first ones follow each other faster
 * @param limit how long a run may take
 */
public record GlueRunWait(Duration interval, Duration limit) {}
