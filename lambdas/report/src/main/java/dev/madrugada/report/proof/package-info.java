/**
 * What a night left as proof: run records and verdicts, read from the lake.
 */
@NullMarked
package dev.madrugada.report.proof;

import org.jspecify.annotations.NullMarked;
