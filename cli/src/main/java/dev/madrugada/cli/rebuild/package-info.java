/**
 * Makes the days of a dataset again from raw, for scripts/madrugada rebuild. Uses the stages through spark-submit, and
 * the gate function from its JAR.
 */
@NullMarked
package dev.madrugada.cli.rebuild;

import org.jspecify.annotations.NullMarked;
