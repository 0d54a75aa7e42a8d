/** Runs one stage through spark-submit, for the stage command and for a night on this machine. */
@NullMarked
package dev.madrugada.cli.stage;

import org.jspecify.annotations.NullMarked;
