/**
 * One stage of a night, run through spark-submit: by hand, or as a part of a night on this machine.
 */
@NullMarked
package dev.madrugada.cli.stage;

import org.jspecify.annotations.NullMarked;
