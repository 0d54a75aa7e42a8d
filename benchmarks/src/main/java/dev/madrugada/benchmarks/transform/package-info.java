/**
 * Compares how fast a day of order events is transformed: by the transform job, by DuckDB, and by the obvious Spark
 * program. Each runs in a process of its own, on the same raw files.
 */
@NullMarked
package dev.madrugada.benchmarks.transform;

import org.jspecify.annotations.NullMarked;
