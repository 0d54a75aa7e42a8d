/**
 * The state machine: the table of the night's stages, and step-function.json, which is generated from it. Uses Jackson
 * only.
 */
@NullMarked
package dev.madrugada.night.machine;

import org.jspecify.annotations.NullMarked;
