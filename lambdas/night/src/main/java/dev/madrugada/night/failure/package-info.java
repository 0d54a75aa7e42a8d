/**
 * Handles failures: finds the error code, decides whether the stage is retried, and writes the notification. Pure
 * functions, which get the failure record and the randomness as arguments. Uses night.machine and common.
 */
@NullMarked
package dev.madrugada.night.failure;

import org.jspecify.annotations.NullMarked;
