/**
 * The command line: its commands, how they end and what they print. May use every room; none may use it.
 */
@NullMarked
package dev.madrugada.cli;

import org.jspecify.annotations.NullMarked;
