/**
 * The Spark session of a command: on this machine, started while something else is done.
 */
@NullMarked
package dev.madrugada.cli.spark;

import org.jspecify.annotations.NullMarked;
