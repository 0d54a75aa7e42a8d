/**
 * Tests of the whole night: the state machine's contract with the code, the jobs as they are started, run-local.
 */
@NullMarked
package dev.madrugada.night;

import org.jspecify.annotations.NullMarked;
