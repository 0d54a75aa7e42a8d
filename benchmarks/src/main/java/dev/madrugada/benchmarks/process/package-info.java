/** Runs the programs to compare in processes of their own, and measures their time, processor time and heap. */
@NullMarked
package dev.madrugada.benchmarks.process;

import org.jspecify.annotations.NullMarked;
