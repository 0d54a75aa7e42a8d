/**
 * A night on this machine: starts the local stack, puts a day's records into it, executes step-function.json, and says
 * what it came to. May use every room; only the command line's main class uses it.
 */
@NullMarked
package dev.madrugada.cli.run;

import org.jspecify.annotations.NullMarked;
