/** Reads a night's run records and verdicts from the lake and checks that its figures agree. */
@NullMarked
package dev.madrugada.report.proof;

import org.jspecify.annotations.NullMarked;
