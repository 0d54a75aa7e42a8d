/** The order events that several benchmarks process. */
@NullMarked
package dev.madrugada.benchmarks.orders;

import org.jspecify.annotations.NullMarked;
