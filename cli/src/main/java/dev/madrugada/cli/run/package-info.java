/**
 * Runs a night on this machine: starts the local stack, puts a day's records into it, executes step-function.json, and
 * summarizes the results. May use every other module; only the command line's main class uses it.
 */
@NullMarked
package dev.madrugada.cli.run;

import org.jspecify.annotations.NullMarked;
