/** The state machine: the table of the night's stages, and the generator of step-function.json. Uses only Jackson. */
@NullMarked
package dev.madrugada.night.machine;

import org.jspecify.annotations.NullMarked;
