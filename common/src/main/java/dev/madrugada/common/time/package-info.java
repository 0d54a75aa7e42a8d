/**
 * The clock of a run, and hours and days of arrival. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.time;

import org.jspecify.annotations.NullMarked;
