/** Measures what it costs to write a day of a stream as raw, beside a plain Spark program and gzip JSON. */
@NullMarked
package dev.madrugada.benchmarks.raw;

import org.jspecify.annotations.NullMarked;
