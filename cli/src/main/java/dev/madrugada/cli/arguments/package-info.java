/**
 * Values of the command line as types.
 */
@NullMarked
package dev.madrugada.cli.arguments;

import org.jspecify.annotations.NullMarked;
