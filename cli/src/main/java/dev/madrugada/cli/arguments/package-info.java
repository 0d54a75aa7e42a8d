/** Parses the command line's arguments into typed values. */
@NullMarked
package dev.madrugada.cli.arguments;

import org.jspecify.annotations.NullMarked;
