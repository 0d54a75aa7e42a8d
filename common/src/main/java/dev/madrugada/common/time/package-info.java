/**
 * The clock of a run, and arrival days. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.time;

import org.jspecify.annotations.NullMarked;
