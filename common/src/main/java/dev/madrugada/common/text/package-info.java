/**
 * Text for people: which known word was probably meant. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.text;

import org.jspecify.annotations.NullMarked;
