package dev.madrugada.cli.rebuild;

import dev.madrugada.common.error.ErrorCategory;
import java.time.LocalDate;
import java.util.Optional;

/** Makes one arrival day again: every stage after ingest. */
@FunctionalInterface
interface DayRun {
    /** Why a day was not made again. */
    record Failure(String stage, ErrorCategory category, String message) {}

    /** Runs the stages in order, up to the first that fails; empty if all succeed. */
    Optional<Failure> run(LocalDate day);
}
