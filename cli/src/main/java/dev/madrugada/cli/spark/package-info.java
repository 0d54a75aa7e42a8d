/** The local Spark session of a command, which starts in the background. */
@NullMarked
package dev.madrugada.cli.spark;

import org.jspecify.annotations.NullMarked;
