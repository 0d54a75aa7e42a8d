/**
 * Finds the days that have no complete night, and selects those that an execution makes up. Uses common.
 */
@NullMarked
package dev.madrugada.night.catchup;

import org.jspecify.annotations.NullMarked;
