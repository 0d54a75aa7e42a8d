/**
 * The report Lambda: its entry point, its arguments and answer, the stage and the mail. Uses the rooms below and the
 * packages beside it.
 */
@NullMarked
package dev.madrugada.report;

import org.jspecify.annotations.NullMarked;
