/**
 * Run records: what a stage read, wrote and refused, and whether its outputs are still up to date. Does not use Spark.
 */
@NullMarked
package dev.madrugada.common.run;

import org.jspecify.annotations.NullMarked;
