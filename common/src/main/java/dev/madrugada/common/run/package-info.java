/**
 * Run records: what a stage read, wrote and refused, and whether it still stands. Knows nothing of Spark.
 */
@NullMarked
package dev.madrugada.common.run;

import org.jspecify.annotations.NullMarked;
