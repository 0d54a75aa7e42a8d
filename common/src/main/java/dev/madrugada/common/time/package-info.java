/**
 * The one clock of a run, and the days it cuts time into. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.time;

import org.jspecify.annotations.NullMarked;
