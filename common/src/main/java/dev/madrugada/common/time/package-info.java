/**
 * The one clock of a run. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.time;

import org.jspecify.annotations.NullMarked;
