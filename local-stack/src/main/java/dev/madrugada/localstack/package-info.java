/**
 * The stack as a process: its command line, state folder, ready file, start and stop.
 * {@link dev.madrugada.localstack.LocalStackProcess} and {@link dev.madrugada.localstack.LocalStackEndpoints} are
 * public for the tests of other modules and use the JDK only.
 */
@NullMarked
package dev.madrugada.localstack;

import org.jspecify.annotations.NullMarked;
