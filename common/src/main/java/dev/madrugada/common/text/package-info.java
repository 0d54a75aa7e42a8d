/**
 * Text: which known word was probably meant, numbers for people, which hosts are this machine. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.text;

import org.jspecify.annotations.NullMarked;
