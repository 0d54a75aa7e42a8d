/**
 * Reads a dataset's folder into values: columns, key, event days, lookups, and the digests for the run record. It does
 * not use Spark.
 */
@NullMarked
package dev.madrugada.common.contract;

import org.jspecify.annotations.NullMarked;
