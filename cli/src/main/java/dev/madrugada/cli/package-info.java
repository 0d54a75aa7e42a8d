/** The command line: commands, their exit statuses and their output. May use every other module; none may use it. */
@NullMarked
package dev.madrugada.cli;

import org.jspecify.annotations.NullMarked;
