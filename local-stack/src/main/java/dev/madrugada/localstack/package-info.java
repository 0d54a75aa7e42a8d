/**
 * The stack as a process: its command line, its state on disk, its ready file, its life and its end.
 * {@link dev.madrugada.localstack.LocalStackProcess} and {@link dev.madrugada.localstack.LocalStackEndpoints} are for
 * others' tests and use the JDK only.
 */
@NullMarked
package dev.madrugada.localstack;

import org.jspecify.annotations.NullMarked;
